//! A local that nobody needs is not stored; one whose address escapes needs memory.
//@ builds: debug, clean, release
//@ listing: area, escapes
//@ calls: debug 0, release 0
use std::hint::black_box;

// #region area
#[inline(never)]
fn area(width: u64) -> u64 {
    let unused = [1u8, 2, 3, 4];
    let height = width + 2;
    width * height
}
// #endregion

// #region escapes
#[inline(never)]
fn escapes(width: u64) -> u64 {
    let height = width + 2;
    black_box(&height);
    width
}
// #endregion

fn main() {
    black_box(area(black_box(3)));
    black_box(escapes(black_box(3)));
}
