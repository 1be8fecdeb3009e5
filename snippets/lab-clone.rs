//! The lab’s “A clone of spare room”, as a program: the lab is compared with its recording.
//@ builds: debug
use std::hint::black_box;

fn element(n: usize) -> u64 {
    n as u64
}

// #region main
fn main() {
    let mut value: Vec<u64> = Vec::with_capacity(20);
    for _ in 0..5 { value.push(element(value.len())); }
    value = value.clone();
    drop(value);
}
// #endregion
