//! Match arms with guards: the binding that the arm has is the value itself, not what its guard sees of it.
struct Point { x: i32, y: i32 }
fn kind(n: Option<i32>) -> i32 {
    match n {
        Some(v) if v > 3 => {
            let more = v + 1;
            more
        }
        Some(v) if is_low(v) => -v,
        Some(v) => v,
        None => 0,
    }
}
fn is_low(n: i32) -> bool {
    n < 0
}
fn length(point: &Point, text: Option<String>) -> usize {
    match (point, text) {
        (Point { x, y }, Some(text)) if *x == *y => text.len(),
        (Point { x, .. }, Some(text)) if is_low(*x) => {
            let twice = text.len() * 2;
            twice
        }
        _ => 0,
    }
}
fn main() {
    let sum = kind(Some(5)) + kind(Some(-1)) + kind(Some(2)) + kind(None);
    let point = Point { x: -1, y: 2 };
    let twice = length(&point, Some(String::from("abc")));
    eprintln!("text sum {sum}");
    eprintln!("text twice {twice}");
}
