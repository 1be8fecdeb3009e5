//! A match on two numbers: one instruction after another compares, all for the same place in the source.
struct Pair(u8, u32, u16);
enum Kind { Full(u8, u64, char), Empty }
fn pick(a: u8, b: i8) -> u32 {
    match (a, b) {
        (42, 12) => 1,
        (29, _) => 2,
        (5, 12) => 3,
        (_, 9) => 4,
        (_, _) => 5,
    }
}
fn named(a: u8, b: i8, text: String) -> String {
    match (a, b) {
        (1, 10) => text,
        (2, _) => text + "2",
        (3, 10) => String::new(),
        _ => {
            let own = text;
            own
        }
    }
}
fn sum(kind: Kind) -> u64 {
    match kind {
        Kind::Full(a, b, c) => u64::from(a) + b + u64::from(u32::from(c)),
        Kind::Empty => 0,
    }
}
fn main() {
    let picked = [pick(5, 12), pick(29, 1), pick(12, 12), pick(42, 12), pick(1, 9), pick(42, 9)];
    let texts = [(1, 10, "a"), (2, 10, "b"), (3, 10, "c"), (3, 9, "d"), (1, 9, "e")];
    let named = texts.map(|(a, b, text)| named(a, b, text.to_string()));
    let pair = Pair(1, 2, 3);
    let tuple = (4u8, 5u64, 'c');
    let summed = sum(Kind::Full(tuple.0, tuple.1, tuple.2)) + sum(Kind::Empty);
    let total = picked.iter().sum::<u32>() + pair.0 as u32 + pair.1 + pair.2 as u32;
    std::hint::black_box(&named);
    eprintln!("text total {total}");
    eprintln!("text summed {summed}");
}
