//! A `Box` that only its function uses: one call in debug, none in release.
//@ builds: debug, clean, release
//@ listing: next
//@ steps: debug
//@ calls: debug 1, release 0

// #region next
#[inline(never)]
pub fn next(n: u64) -> u64 {
    let boxed = Box::new(n);
    *boxed + 1
}
// #endregion

fn main() {
    std::hint::black_box(next(std::hint::black_box(23)));
}
