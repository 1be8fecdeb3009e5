//! An array larger than the stack aborts; it is never moved to the heap.
//@ builds: debug
//@ must-abort: SIGABRT
use std::hint::black_box;

// #region main
fn main() {
    let huge = [0u8; 9 * 1024 * 1024];
    black_box(&huge);
}
// #endregion
