//! The lab’s “A Box and its clone”, as a program: the lab is compared with its recording.
//@ builds: debug
use std::hint::black_box;

fn element(n: usize) -> u64 {
    n as u64
}

// #region main
fn main() {
    let mut value: Box<u64> = Box::new(element(0));
    value = value.clone();
    drop(value);
}
// #endregion
