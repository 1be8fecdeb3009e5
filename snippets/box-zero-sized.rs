//! A `Box` of a zero-sized value allocates nothing.
//@ builds: debug, clean, release
//@ listing: boxed
//@ steps: debug
//@ calls: debug 0, release 0
use std::hint::black_box;

// #region boxed
struct Marker;

fn boxed() -> Box<Marker> {
    Box::new(Marker)
}
// #endregion

// #region main
fn main() {
    let marker = black_box(boxed as fn() -> _)();
    black_box(&marker);
}
// #endregion
