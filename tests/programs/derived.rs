//! Methods that `derive` writes: the source names none of their arguments, and each has a place of its own.
#[derive(Debug, PartialEq, Clone)]
struct Point {
    x: i32,
    name: String,
}
fn main() {
    let first = Point { x: 1, name: String::from("a") };
    let second = first.clone();
    let same = first == second;
    eprintln!("{first:?} {same}");
}
