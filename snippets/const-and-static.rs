//! A const is a value, a static is a place; neither allocates.
//@ builds: debug, clean, release
//@ listing: times_const, times_static, times_counter
//@ calls: debug 0, release 0
use std::hint::black_box;
use std::sync::atomic::{AtomicU64, Ordering};

// #region const
const FACTOR: u64 = 1000;
static SCALE: u64 = 1001;
static COUNTER: AtomicU64 = AtomicU64::new(1002);

fn times_const(n: u64) -> u64 {
    n * FACTOR
}

fn times_static(n: u64) -> u64 {
    n * SCALE
}

fn times_counter(n: u64) -> u64 {
    n * COUNTER.load(Ordering::Relaxed)
}
// #endregion

fn main() {
    black_box(black_box(times_const as fn(u64) -> u64)(7));
    black_box(black_box(times_static as fn(u64) -> u64)(7));
    black_box(black_box(times_counter as fn(u64) -> u64)(7));
    COUNTER.fetch_add(1, Ordering::Relaxed);
}
