//! A function small enough to read its assembly word by word.
//@ builds: debug, clean, release
//@ listing: interval
//@ calls: debug 0, release 0
use std::hint::black_box;

struct Interval {
    start: u64,
    middle: u64,
    end: u64,
}

// #region interval
#[inline(never)]
fn interval(start: u64) -> Interval {
    let middle = start + 4;
    Interval { start, middle, end: start + 8 }
}
// #endregion

fn main() {
    let Interval { start, middle, end } = interval(black_box(7));
    black_box((start, middle, end));
}
