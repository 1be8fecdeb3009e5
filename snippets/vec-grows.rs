//! A vector grows by doubling, through realloc.
//@ builds: debug, release
//@ steps: debug
//@ calls: debug 3, release 3
use std::hint::black_box;

// #region main
fn main() {
    let mut numbers = Vec::new();
    for n in 1..=9u64 {
        numbers.push(n);
    }
    black_box(&numbers);
}
// #endregion
