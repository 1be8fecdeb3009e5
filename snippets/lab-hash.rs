//! The lab’s “HashMap”, as a program: the lab is compared with its recording.
//@ builds: debug
use std::collections::HashMap;
use std::hint::black_box;

fn element(n: usize) -> u64 {
    n as u64
}

// #region main
fn main() {
    let mut value: HashMap<u64, u64> = HashMap::new();
    for _ in 0..9 { value.insert(value.len() as u64, element(value.len())); }
    drop(value);
}
// #endregion
