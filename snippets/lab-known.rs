//! The lab’s “collect, length known”, as a program: the lab is compared with its recording.
//@ builds: debug
use std::hint::black_box;

fn element(n: usize) -> u64 {
    n as u64
}

// #region main
fn main() {
    let mut value: Vec<u64> = (0..10).map(|n| element(n)).collect();
    value = value.into_iter().map(|item| item).collect();
    black_box(&value);
}
// #endregion
