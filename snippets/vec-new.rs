//! Why doesn't `Vec::new()` go to the allocator?
//@ builds: debug, clean, release
//@ listing: empty
//@ steps: debug
//@ calls: debug 0, release 0

// #region empty
#[inline(never)]
pub fn empty() -> Vec<u64> {
    Vec::new()
}
// #endregion

fn main() {
    let numbers = empty();
    std::hint::black_box(&numbers);
}
