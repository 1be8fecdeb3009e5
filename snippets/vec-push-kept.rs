//! `Vec::new()` and a push: the allocation was kept in every recorded build.
//@ builds: debug, clean, release
//@ listing: grows
//@ calls: debug 1, release 1
use std::hint::black_box;

// #region grows
#[inline(never)]
fn grows(n: u64) -> u64 {
    let mut numbers = Vec::new();
    numbers.push(n);
    numbers[0] + 1
}
// #endregion

fn main() {
    black_box(grows(black_box(3)));
}
