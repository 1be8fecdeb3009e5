//! A literal is in the binary; a String that holds something is on the heap.
//@ builds: debug, release
//@ calls: debug 4, release 4
use std::hint::black_box;

// #region main
fn main() {
    let literal: &str = black_box("stack");
    let empty = black_box(String::new());
    let owned = black_box(String::from(literal));
    let sliced: &str = black_box(&owned[1..3]);
    let formatted = black_box(format!("{sliced}!"));
    let cloned = black_box(owned.clone());
    let boxed: Box<str> = black_box(literal.into());
    black_box((&empty, &formatted, &cloned, &boxed));
}
// #endregion
