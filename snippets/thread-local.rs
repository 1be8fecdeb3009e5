//! A thread-local is made when its thread first uses it and dropped when the thread ends.
//@ builds: debug, release
//@ calls: debug 4, release 4
use std::cell::Cell;
use std::thread;

struct Visits(Cell<u32>);

impl Visits {
    fn new() -> Visits {
        println!("made");
        Visits(Cell::new(0))
    }
}

impl Drop for Visits {
    fn drop(&mut self) {
        println!("dropped");
    }
}

thread_local! {
    static VISITS: Visits = Visits::new();
}

// #region main
fn main() {
    println!("started");
    let worker = thread::spawn(|| {
        VISITS.with(|visits| visits.0.set(1));
        println!("used");
    });
    worker.join().unwrap();
    println!("joined");
}
// #endregion
