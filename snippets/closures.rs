//! A closure is a struct of its captures; only a box around one that captures allocates.
//@ builds: debug, release
//@ calls: debug 1, release 1
use std::hint::black_box;

// #region main
fn main() {
    let step = black_box(2);
    let plain = black_box(|n: u64| n + 1);
    let capturing = black_box(move |n: u64| n + step);
    let borrowed: &dyn Fn(u64) -> u64 = black_box(&capturing);
    let boxed_plain: Box<dyn Fn(u64) -> u64> = black_box(Box::new(plain));
    let boxed: Box<dyn Fn(u64) -> u64> = black_box(Box::new(capturing));
    black_box(borrowed(1) + boxed_plain(1) + boxed(1));
}
// #endregion
