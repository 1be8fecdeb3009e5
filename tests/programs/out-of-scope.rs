//! A raw pointer that outlives its local.
#[inline(never)]
fn local() -> *const u32 {
    let here = 5u32;
    let pointer = &raw const here;
    pointer
}
fn main() {
    let dangling = local();
    let null: *const u32 = std::ptr::null();
    std::hint::black_box((dangling, null));
}
