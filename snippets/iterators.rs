//! Iterators allocate nothing; collect does, and may reuse what it consumes.
//@ builds: debug, release
//@ calls: debug 2, release 2
use std::hint::black_box;

// #region main
fn main() {
    let numbers: Vec<u64> = black_box(vec![1, 2, 3, 4]);
    let sum: u64 = numbers.iter().map(|n| n * 2).sum();
    let doubled: Vec<u64> = numbers.iter().map(|n| n * 2).collect();
    let reused: Vec<u64> = black_box(numbers).into_iter().map(|n| n + 1).collect();
    black_box((sum, &doubled, &reused));
}
// #endregion
