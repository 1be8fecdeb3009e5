//! Arguments that are too big for registers lie in the caller's frame, for as long as the function runs.
struct Big { words: [u64; 8] }
fn other() -> u64 {
    41
}
fn first(big: Big) -> u64 {
    let word = big.words[0];
    let more = other();
    word + more
}
fn call(f: impl Fn(u64) -> u64) -> u64 {
    let one = f(1);
    f(one)
}
fn main() {
    let big = Big { words: [1; 8] };
    let sum = first(big);
    let (a, b, c) = (1, 2, 3);
    let total = call(|n| n + a + b + c);
    eprintln!("text sum {sum}");
    eprintln!("text total {total}");
}
