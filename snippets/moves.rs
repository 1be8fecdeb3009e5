//! A move copies a value's own bytes and nothing behind its pointers; a clone allocates.
//@ builds: debug, release
//@ steps: debug
//@ calls: debug 2, release 2
use std::hint::black_box;

// #region main
fn main() {
    let name = String::from("apple");
    let owner = name;
    let copy = owner.clone();
    black_box((&owner, &copy));
    drop(owner);
    black_box(&copy);
}
// #endregion
