//! The lab’s “An Rc and its clone”, as a program: the lab is compared with its recording.
//@ builds: debug
use std::rc::Rc;
use std::hint::black_box;

fn element(n: usize) -> u64 {
    n as u64
}

// #region main
fn main() {
    let value: Rc<u64> = Rc::new(element(0));
    let _other = Rc::clone(&value);
    drop(value);
}
// #endregion
