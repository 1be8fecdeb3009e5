//! The C calling convention is laid down by the platform; Rust's own is not, and differs from it.
//@ builds: debug, release
//@ listing: rust_triple, c_triple, rust_bytes, c_bytes
//@ calls: debug 0, release 0
use std::hint::black_box;

#[repr(C)]
pub struct Triple {
    first: u64,
    middle: u64,
    last: u64,
}

#[repr(C)]
pub struct Bytes {
    low: [u8; 8],
    high: [u8; 8],
}

// #region rust_triple
fn rust_triple(three: Triple) -> u64 {
    three.first ^ three.last
}
// #endregion

// #region c_triple
extern "C" fn c_triple(three: Triple) -> u64 {
    three.first ^ three.last
}
// #endregion

// #region rust_bytes
fn rust_bytes(bytes: Bytes) -> u64 {
    u64::from_ne_bytes(bytes.low) ^ u64::from_ne_bytes(bytes.high)
}
// #endregion

// #region c_bytes
extern "C" fn c_bytes(bytes: Bytes) -> u64 {
    u64::from_ne_bytes(bytes.low) ^ u64::from_ne_bytes(bytes.high)
}
// #endregion

/// Calls through pointers that the optimiser cannot see through, so that each function keeps the
/// calling convention that an unknown caller would need.
fn main() {
    let triple = || Triple { first: 1, middle: 2, last: 3 };
    let bytes = || Bytes { low: [1; 8], high: [2; 8] };
    black_box(black_box(rust_triple as fn(Triple) -> u64)(triple()));
    black_box(black_box(c_triple as extern "C" fn(Triple) -> u64)(triple()));
    black_box(black_box(rust_bytes as fn(Bytes) -> u64)(bytes()));
    black_box(black_box(c_bytes as extern "C" fn(Bytes) -> u64)(bytes()));
}
