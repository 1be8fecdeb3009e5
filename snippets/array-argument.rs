//! Any sized array can be passed by value; from a caller that LLVM does not see, a large one by its address.
//@ builds: debug, clean, release
//@ listing: short, medium, large
//@ calls: debug 0, release 0
use std::hint::black_box;

// #region small
fn short(bytes: [u8; 8]) -> u8 {
    bytes[7]
}

fn medium(bytes: [u8; 16]) -> u8 {
    bytes[15]
}

fn large(bytes: [u8; 1024]) -> u8 {
    bytes[1023]
}
// #endregion

fn main() {
    black_box(black_box(short as fn([u8; 8]) -> u8)([1; 8]));
    black_box(black_box(medium as fn([u8; 16]) -> u8)([1; 16]));
    black_box(black_box(large as fn([u8; 1024]) -> u8)([1; 1024]));
}
