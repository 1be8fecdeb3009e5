//! How much room a first push allocates depends on the element's size.
//@ builds: debug, release
//@ steps: debug
//@ calls: debug 10, release 10
use std::hint::black_box;

// #region main
fn main() {
    let mut bytes: Vec<u8> = Vec::new();
    let mut words: Vec<u64> = Vec::new();
    let mut pages: Vec<[u8; 1025]> = Vec::new();
    for n in 0..9 {
        bytes.push(n);
        words.push(u64::from(n));
        pages.push([n; 1025]);
    }
    black_box((&bytes, &words, &pages));
}
// #endregion
