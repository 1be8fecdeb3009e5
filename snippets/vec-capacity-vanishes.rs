//! A vector whose capacity is known: release strips its allocation out.
//@ builds: debug, clean, release
//@ listing: sized
//@ calls: debug 1, release 0
use std::hint::black_box;

// #region sized
#[inline(never)]
fn sized(n: u64) -> u64 {
    let mut numbers = Vec::with_capacity(1);
    numbers.push(n);
    numbers[0] + 1
}
// #endregion

fn main() {
    black_box(sized(black_box(3)));
}
