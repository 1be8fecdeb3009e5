//! Where LLVM sees every call, it changes what is passed, whatever type and ABI are written.
//@ builds: debug, release
//@ listing: kibibyte, borrowed, c_triple
//@ calls: debug 0, release 0
use std::hint::black_box;

// #region kibibyte
#[inline(never)]
fn kibibyte(numbers: [u64; 128]) -> u64 {
    numbers[0] ^ numbers[127]
}
// #endregion

// #region borrowed
#[inline(never)]
fn borrowed(n: &u64) -> u64 {
    *n + 1
}
// #endregion

#[repr(C)]
pub struct Triple {
    first: u64,
    middle: u64,
    last: u64,
}

// #region c_triple
#[inline(never)]
extern "C" fn c_triple(three: Triple) -> u64 {
    three.first & three.last
}
// #endregion

/// Calls without a pointer: nobody else can call these functions.
fn main() {
    black_box(kibibyte(black_box([1; 128])));
    black_box(borrowed(&black_box(7)));
    black_box(c_triple(black_box(Triple { first: 1, middle: 2, last: 3 })));
}
