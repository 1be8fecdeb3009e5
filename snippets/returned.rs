//! Small results come back in registers; bigger ones are written into memory that the caller chose.
//@ builds: debug, clean, release
//@ listing: next, neighbours, triple
//@ calls: debug 0, release 0
use std::hint::black_box;

// #region triple
struct Triple {
    first: u64,
    middle: u64,
    last: u64,
}

#[inline(never)]
fn triple(n: u64) -> Triple {
    Triple { first: n, middle: n + 1, last: n + 2 }
}
// #endregion

// #region next
#[inline(never)]
fn next(n: u64) -> u64 {
    n + 1
}
// #endregion

// #region neighbours
#[inline(never)]
fn neighbours(n: u64) -> (u64, u64) {
    (n - 1, n + 1)
}
// #endregion

fn main() {
    black_box(next(black_box(28)));
    black_box(neighbours(black_box(28)));
    let three = triple(black_box(28));
    black_box(three.first + three.middle + three.last);
}
