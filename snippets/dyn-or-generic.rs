//! A trait object calls through its vtable; a generic function has a copy for each type.
//@ builds: debug, clean, release
//@ listing: boxed, borrowed, generic (debug), generic (clean)
//@ steps: debug
//@ calls: debug 2, release 2
use std::hint::black_box;

// #region traits
trait Shape {
    fn area(&self) -> u64;
}

struct Square {
    side: u64,
}

struct Strip {
    length: u64,
}
// #endregion

impl Shape for Square {
    fn area(&self) -> u64 {
        self.side * self.side
    }
}

impl Shape for Strip {
    fn area(&self) -> u64 {
        self.length
    }
}

// #region boxed
#[inline(never)]
fn boxed(shape: Box<dyn Shape>) -> u64 {
    shape.area() // #mark owned
}
// #endregion

// #region borrowed
#[inline(never)]
fn borrowed(shape: &dyn Shape) -> u64 {
    shape.area()
}
// #endregion

// #region generic
#[inline(never)]
fn generic<S: Shape>(shape: S) -> u64 {
    shape.area()
}
// #endregion

// #region main
fn main() {
    let square: Box<dyn Shape> =
        Box::new(Square { side: 7 });
    let strip: Box<dyn Shape> =
        Box::new(Strip { length: 7 });
    black_box(borrowed(&*square));
    black_box(boxed(square));
    black_box(boxed(strip));
    let square = Square { side: 7 }; // #mark square
    black_box(generic(square)); // #mark by-value
    let strip = Strip { length: 7 };
    black_box(generic(strip)); // #mark again
} // #mark end
// #endregion
