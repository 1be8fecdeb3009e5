//! The first push allocates room for four elements.
//@ builds: debug, clean, release
//@ listing: one
//@ steps: debug
//@ calls: debug 1, release 1

// #region one
#[inline(never)]
pub fn one(number: u64) -> Vec<u64> {
    let mut numbers = Vec::new();
    numbers.push(number);
    numbers
}
// #endregion

fn main() {
    let numbers = one(std::hint::black_box(7));
    std::hint::black_box(&numbers);
}
