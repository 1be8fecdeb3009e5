//! The lab’s “collect, length unknown”, as a program: the lab is compared with its recording.
//@ builds: debug
use std::hint::black_box;

fn element(n: usize) -> u64 {
    n as u64
}

fn any(_: &usize) -> bool {
    black_box(true)
}

// #region main
fn main() {
    let mut value: Vec<u64> = (0..10).filter(any).map(|n| element(n)).collect();
    value.extend((value.len()..value.len() + 10).map(|n| element(n)));
    black_box(&value);
}
// #endregion
