//! Most calls of the allocator never reach the kernel.
//@ builds: debug, release
//@ kernel
//@ calls: debug 204, release 204
use std::hint::black_box;

// #region main
fn main() {
    let small = Box::new(black_box(7));
    let large = vec![black_box(1u8); 1 << 20];
    drop(black_box(large));
    let many: Vec<_> = (0..200).map(|n| Box::new([n; 256])).collect();
    let again = vec![black_box(1u8); 1 << 20];
    black_box((&small, &many, &again));
}
// #endregion
