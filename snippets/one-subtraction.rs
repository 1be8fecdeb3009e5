//! One subtraction makes room for all locals of a function.
//@ builds: debug, clean, release
//@ listing: many_locals
//@ instructions: many_locals (release)
//@ calls: debug 0, release 0
use std::hint::black_box;

type Look = fn(&u64, &[u64; 2]);

// #region many_locals
fn many_locals(n: u64, look: Look) -> u64 {
    let next = n + 1;
    let pair = [n, n];
    look(&next, &pair);
    next + pair[0]
}
// #endregion

/// Called through a pointer that the optimiser cannot see through.
fn see(next: &u64, pair: &[u64; 2]) {
    black_box((next, pair));
}

fn main() {
    let work = black_box(many_locals as fn(u64, Look) -> u64);
    black_box(work(7, black_box(see)));
}
