//! How many times does this call the allocator?
//@ builds: debug, clean, release
//@ listing: label
//@ steps: debug
//@ calls: debug 3, release 1
use std::hint::black_box;

// #region label
#[inline(never)]
fn label(count: usize) -> usize {
    let limit = Box::new(count + 1);
    let mut words = Vec::new();
    words.push("stack");
    words.push("heap");
    let text = words[count].to_string();
    text.len() + *limit
}
// #endregion

fn main() {
    black_box(label(black_box(1)));
}
