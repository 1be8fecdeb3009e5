//! `Box::new` allocates the value's bytes and hands back their address.
//@ builds: debug, clean, release
//@ listing: make
//@ steps: debug
//@ calls: debug 1, release 1
use std::hint::black_box;

// #region make
struct Point {
    x: i64,
    y: i64,
}

#[inline(never)]
fn make(n: i64) -> Box<Point> {
    let point = Point { x: n, y: n + 1 };
    Box::new(point)
} // #mark made
// #endregion

// #region main
fn main() {
    let boxed = make(black_box(7));
    black_box(boxed.x + boxed.y);
}
// #endregion
