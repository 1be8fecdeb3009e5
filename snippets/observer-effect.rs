//! A counting allocator in the same crate counts an allocation that is not there.
//@ builds: debug, release
//@ listing: next
//@ calls: debug 2, release 1
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

struct Counting;
static COUNT: AtomicUsize = AtomicUsize::new(0);

unsafe impl GlobalAlloc for Counting {
    // #region counting
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.fetch_add(1, Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }
    // #endregion
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        unsafe { System.dealloc(block, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// #region next
#[inline(never)]
fn next(n: u64) -> u64 {
    let boxed = Box::new(n);
    *boxed + 1
}
// #endregion

fn main() {
    let before = COUNT.load(Ordering::Relaxed);
    std::hint::black_box(next(std::hint::black_box(23)));
    let counted = COUNT.load(Ordering::Relaxed) - before;
    println!("counted {counted}");
}
