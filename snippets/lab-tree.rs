//! The lab’s “BTreeMap”, as a program: the lab is compared with its recording.
//@ builds: debug
use std::collections::BTreeMap;
use std::hint::black_box;

fn element(n: usize) -> u64 {
    n as u64
}

// #region main
fn main() {
    let mut value: BTreeMap<u64, u64> = BTreeMap::new();
    for _ in 0..13 { value.insert(value.len() as u64, element(value.len())); }
    drop(value);
}
// #endregion
