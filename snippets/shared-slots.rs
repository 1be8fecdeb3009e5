//! In debug too, variables that are only moved into one another share a slot, and an argument that
//! goes by address lies in its caller's frame.
//@ builds: debug
//@ steps: debug
//@ calls: debug 1
use std::hint::black_box;

// #region main
#[inline(never)]
fn takes(text: String) -> usize {
    black_box(text.len())
}

fn main() {
    let name = String::from("apple");
    let owner = name;
    let third = owner;
    black_box(takes(third));
}
// #endregion
