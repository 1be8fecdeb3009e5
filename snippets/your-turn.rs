//! Which of these lines calls the allocator, and how often?
//@ builds: debug, release
//@ steps: debug
//@ calls: debug 4, release 3
use std::hint::black_box;

#[inline(never)]
// #region samples
fn samples(first: u32) -> Vec<u32> {
    let range = [first, first + 4];
    let mut seen = Vec::new();
    seen.push(range[0]);
    seen.push(range[1]);
    let limit = Box::new(first * 2);
    let double = Box::new(|n| n * 2);
    let mut copy = seen.clone();
    let owner = seen;
    copy.push(double(*limit));
    copy.truncate(owner.len());
    copy
}
// #endregion

fn main() {
    black_box(samples(black_box(3)));
}
