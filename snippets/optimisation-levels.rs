//! Which allocations survive depends on the case and on the optimisation level.
//@ builds: debug, o1, o2, release, os, oz
//@ calls: debug 8, release 4
use std::hint::black_box;

// #region cases
fn read_at_once(n: u64) -> u64 {
    *Box::new(n)
}

fn array_index(n: usize) -> u64 {
    Box::new([1, 2, 3, 4])[n]
}

fn seen_outside(n: u64) -> u64 {
    *black_box(Box::new(n))
}

fn with_capacity(n: u64) -> u64 {
    let mut numbers = Vec::with_capacity(1);
    numbers.push(n);
    numbers[0]
}

fn pushed(n: u64) -> u64 {
    let mut numbers = Vec::new();
    numbers.push(n);
    numbers[0]
}

fn listed(n: u64) -> u64 {
    vec![n, n, n].iter().sum()
}

fn text(n: usize) -> usize {
    String::from("hello").len() + n
}

fn counted(n: u64) -> u64 {
    *std::rc::Rc::new(n)
}
// #endregion

fn main() {
    black_box(read_at_once(black_box(7)));
    black_box(array_index(black_box(2)));
    black_box(seen_outside(black_box(7)));
    black_box(with_capacity(black_box(7)));
    black_box(pushed(black_box(7)));
    black_box(listed(black_box(7)));
    black_box(text(black_box(7)));
    black_box(counted(black_box(7)));
}
