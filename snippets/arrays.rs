//! An array lies wherever its owner lies: in a frame, in static memory, inside a box.
//@ builds: debug, release
//@ steps: debug
//@ calls: debug 1, release 1
use std::hint::black_box;

// #region arrays
static PRIMES: [u16; 4] = [2, 3, 5, 7];

fn main() {
    let local = [1u16, 2, 3, 4];
    let fixed: &[u16; 4] = &PRIMES;
    let boxed = Box::new(local);
    black_box((&local, fixed, &boxed));
}
// #endregion
