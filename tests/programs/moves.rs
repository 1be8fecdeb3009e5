//! Moves: taken and not taken, in a loop, partial, given back.
struct Pair { left: String, right: String }
fn take(text: String) -> usize { text.len() }
fn maybe(flag: bool) -> usize {
    let text = String::from("maybe");
    let mut size = 0;
    if flag {
        size += take(text);
    }
    size
}
fn main() {
    let taken = maybe(true);
    let kept = maybe(false);
    let pair = Pair { left: String::from("l"), right: String::from("r") };
    let left = pair.left;
    let mut again = String::from("first");
    let gone = again;
    again = String::from("second");
    let items = vec![String::from("a"), String::from("b")];
    let mut total = 0;
    for item in items {
        total += take(item);
    }
    std::hint::black_box((taken, kept, left, pair.right, gone, again, total));
}
