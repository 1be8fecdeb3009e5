//! The lab’s “Large elements”, as a program: the lab is compared with its recording.
//@ builds: debug
use std::hint::black_box;

fn element(n: usize) -> [u8; 1025] {
    [n as u8; 1025]
}

// #region main
fn main() {
    let mut value: Vec<[u8; 1025]> = Vec::new();
    for _ in 0..9 { value.push(element(value.len())); }
    black_box(&value);
}
// #endregion
