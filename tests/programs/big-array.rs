//! A big array on the stack and one in a Box.
fn main() {
    let big = [7u8; 100_000];
    let small = big[0];
    let boxed = vec![1u32; 50_000];
    std::hint::black_box((&big, small, &boxed));
}
