//! One subtraction makes room for all locals of a function.
//@ builds: debug, clean, release
//@ listing: locals
//@ instructions: locals (release)
//@ calls: debug 0, release 0
use std::hint::black_box;

// #region locals
fn locals(n: u64, look: fn(&u64, &u64)) {
    let next = n + 1;
    let twice = n * 2;
    look(&next, &twice);
}
// #endregion

/// Called through a pointer that the optimiser cannot see through.
fn see(next: &u64, twice: &u64) {
    black_box((next, twice));
}

fn main() {
    let work = black_box(locals as fn(u64, fn(&u64, &u64)));
    work(7, black_box(see));
}
