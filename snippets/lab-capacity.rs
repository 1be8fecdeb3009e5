//! The lab’s “Room from the start”, as a program: the lab is compared with its recording.
//@ builds: debug
use std::hint::black_box;

fn element(n: usize) -> u64 {
    n as u64
}

// #region main
fn main() {
    let mut value: Vec<u64> = Vec::with_capacity(9);
    for _ in 0..9 { value.push(element(value.len())); }
    value.shrink_to_fit();
    black_box(&value);
}
// #endregion
