//! The lab’s “VecDeque”, as a program: the lab is compared with its recording.
//@ builds: debug
use std::collections::VecDeque;
use std::hint::black_box;

fn element(n: usize) -> u64 {
    n as u64
}

// #region main
fn main() {
    let mut value: VecDeque<u64> = VecDeque::new();
    for _ in 0..9 { value.push_back(element(value.len())); }
    for _ in 0..9 { value.push_front(element(value.len())); }
    black_box(&value);
}
// #endregion
