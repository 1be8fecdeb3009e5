//! `*boxed` moves the value out of its box, and the block is given back.
//@ builds: debug, release
//@ steps: debug
//@ calls: debug 2, release 2
use std::hint::black_box;

// #region main
fn main() {
    let name = String::from("apple");
    let boxed = Box::new(name);
    black_box(&boxed);
    let text = *boxed;
    black_box(&text);
}
// #endregion
