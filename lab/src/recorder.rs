//! A global allocator that tells the page of each call, and leaves the work to std's own for WebAssembly, dlmalloc.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

// What the page hears. An address of 0 is a refusal: the module's memory is full.
#[link(wasm_import_module = "page")]
unsafe extern "C" {
    safe fn allocated(address: usize, size: usize, align: usize);
    safe fn reallocated(from: usize, to: usize, old_size: usize, size: usize, align: usize);
    safe fn freed(address: usize, size: usize, align: usize);
}

/// Whether calls are told: only while an operation of the viewer runs, so that what the lab needs itself is not.
static TELLS: AtomicBool = AtomicBool::new(false);

/// Runs `operation`, and tells the page of each call of the allocator in it.
pub fn telling<R>(operation: impl FnOnce() -> R) -> R {
    TELLS.store(true, Relaxed);
    let result = operation();
    TELLS.store(false, Relaxed);
    result
}

/// Keeps what a panic allocates for its message from being told.
pub fn be_silent() {
    TELLS.store(false, Relaxed);
}

struct Recorder;

#[global_allocator]
static RECORDER: Recorder = Recorder;

// SAFETY: every call goes to `System` as it came, and its answer goes back as it is.
unsafe impl GlobalAlloc for Recorder {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let block = unsafe { System.alloc(layout) };
        if TELLS.load(Relaxed) {
            allocated(block.addr(), layout.size(), layout.align());
        }
        block
    }

    unsafe fn realloc(&self, old: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let block = unsafe { System.realloc(old, layout, size) };
        if TELLS.load(Relaxed) {
            reallocated(old.addr(), block.addr(), layout.size(), size, layout.align());
        }
        block
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        unsafe { System.dealloc(block, layout) };
        if TELLS.load(Relaxed) {
            freed(block.addr(), layout.size(), layout.align());
        }
    }
}
