//! Threads that nobody joins run while `main` sleeps; one that waits for `main` by turning round does not keep it.
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};
use std::time::Duration;
static DONE: AtomicU32 = AtomicU32::new(0);
static STOP: AtomicBool = AtomicBool::new(false);
fn main() {
    for _ in 0..3 {
        std::thread::spawn(|| {
            let mine = Box::new(1);
            DONE.fetch_add(*mine, SeqCst);
        });
    }
    std::thread::sleep(Duration::from_millis(50));
    assert_eq!(DONE.load(SeqCst), 3);
    let turning = std::thread::spawn(|| while !STOP.load(SeqCst) {});
    std::thread::sleep(Duration::from_millis(1));
    STOP.store(true, SeqCst);
    turning.join().unwrap();
}
