//! The lab’s “Strings in a Vec”, as a program: the lab is compared with its recording.
//@ builds: debug
use std::hint::black_box;

fn element(_n: usize) -> String {
    String::from("text")
}

// #region main
fn main() {
    let mut value: Vec<String> = Vec::new();
    for _ in 0..5 { value.push(element(value.len())); }
    value.pop();
    value.clear();
    drop(value);
}
// #endregion
