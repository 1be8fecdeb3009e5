//! `*boxed` moves the value out of its box, and the block is given back.
//@ builds: debug, release
//@ steps: debug
//@ calls: debug 2, release 2
use std::hint::black_box;

// #region main
fn main() {
    let boxed = Box::new(String::from("apple"));
    black_box(&boxed);
    let text = *boxed;
    black_box(&text);
}
// #endregion
