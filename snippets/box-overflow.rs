//! `Box::new` takes its value as an argument: a large one is built in a frame first, unless the
//! optimiser builds it in place.
//@ builds: debug, release
//@ listing: buffer
//@ must-abort: SIGABRT (debug)
//@ calls: debug 0, release 1
use std::hint::black_box;

#[inline(never)]
// #region buffer
fn buffer() -> Box<[u8; 10 << 20]> {
    Box::new([0; 10 << 20])
}
// #endregion

fn main() {
    black_box(buffer());
}
