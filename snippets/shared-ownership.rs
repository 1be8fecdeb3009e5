//! Rc and Arc allocate once and their clones do not; a cell or a lock allocates nothing.
//@ builds: debug, release
//@ calls: debug 2, release 2
use std::cell::RefCell;
use std::hint::black_box;
use std::rc::Rc;
use std::sync::{Arc, Mutex};

// #region main
fn main() {
    let cell = black_box(RefCell::new(7));
    let lock = black_box(Mutex::new(7));
    let counted = black_box(Rc::new(7));
    let again = black_box(Rc::clone(&counted));
    let shared = black_box(Arc::new(Mutex::new(7)));
    let other = black_box(Arc::clone(&shared));
    *cell.borrow_mut() += 1;
    *lock.lock().unwrap() += 1;
    *shared.lock().unwrap() += 1;
    black_box((&again, &other));
}
// #endregion
