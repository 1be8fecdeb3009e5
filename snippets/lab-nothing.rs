//! The lab’s “Elements without bytes”, as a program: the lab is compared with its recording.
//@ builds: debug
use std::hint::black_box;

fn element(_n: usize) -> () {
    ()
}

// #region main
fn main() {
    let mut value: Vec<()> = Vec::new();
    for _ in 0..9 { value.push(element(value.len())); }
    black_box(&value);
}
// #endregion
