//! For a caller that LLVM does not see the first words travel in registers, the rest on the stack;
//! larger structs and arrays by address.
//@ builds: debug, clean, release
//@ listing: one, twice, pair, eight_bytes, nine_bytes, triple, seventh, slice, wide, wide_pair
//@ calls: debug 0, release 0
use std::hint::black_box;

struct Pair {
    left: u64,
    right: u64,
}

// #region one
fn one(n: u64) -> u64 {
    n + 1
}
// #endregion

// #region twice
fn twice(x: f64) -> f64 {
    x + x
}
// #endregion

// #region pair
fn pair(both: Pair) -> u64 {
    both.left ^ both.right
}
// #endregion

// #region eight_bytes
fn eight_bytes(bytes: [u8; 8]) -> u8 {
    bytes[7]
}
// #endregion

// #region nine_bytes
fn nine_bytes(bytes: [u8; 9]) -> u8 {
    bytes[8]
}
// #endregion

// #region triple
struct Triple {
    first: u64,
    middle: u64,
    last: u64,
}

fn triple(three: Triple) -> u64 {
    three.first ^ three.middle ^ three.last
}
// #endregion

// #region seventh
type N = u64;
fn seventh(_: N, _: N, _: N, _: N, _: N, _: N, n: N) -> N {
    n + 1
}
// #endregion

// #region slice
fn slice(numbers: &[u64]) -> usize {
    numbers.as_ptr() as usize ^ numbers.len()
}
// #endregion

// #region wide
fn wide(n: u128) -> u64 {
    (n >> 64) as u64 ^ n as u64
}

fn wide_pair(both: (u128, u128)) -> u64 {
    wide(both.0) ^ wide(both.1)
}
// #endregion

/// Calls through pointers that the optimiser cannot see through, so that every function keeps
/// the calling convention that an unknown caller would need.
fn main() {
    black_box(black_box(one as fn(u64) -> u64)(28));
    black_box(black_box(twice as fn(f64) -> f64)(2.5));
    black_box(black_box(pair as fn(Pair) -> u64)(Pair { left: 1, right: 2 }));
    black_box(black_box(eight_bytes as fn([u8; 8]) -> u8)([7; 8]));
    black_box(black_box(nine_bytes as fn([u8; 9]) -> u8)([7; 9]));
    let three = Triple { first: 1, middle: 2, last: 3 };
    black_box(black_box(triple as fn(Triple) -> u64)(three));
    black_box(black_box(seventh as fn(N, N, N, N, N, N, N) -> N)(1, 2, 3, 4, 5, 6, 7));
    black_box(black_box(slice as fn(&[u64]) -> usize)(&[1, 2, 3]));
    black_box(black_box(wide as fn(u128) -> u64)(1));
    black_box(black_box(wide_pair as fn((u128, u128)) -> u64)((1, 2)));
}
