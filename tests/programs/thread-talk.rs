//! Threads that wait for one another: a channel, a mutex, a sleep.
use std::sync::{mpsc, Arc, Mutex};
use std::thread;
use std::time::Duration;
fn count(total: &Mutex<u32>, n: u32) {
    let mut guard = total.lock().unwrap();
    *guard += n;
}
fn main() {
    let total = Arc::new(Mutex::new(0u32));
    let (sender, receiver) = mpsc::channel::<Box<u8>>();
    let shared = Arc::clone(&total);
    let worker = thread::spawn(move || {
        let first = receiver.recv().unwrap();
        count(&shared, u32::from(*first));
        thread::sleep(Duration::from_millis(60));
        count(&shared, 10);
    });
    // Time for the worker to wait: a receiver that waits allocates, one that finds its message does not.
    thread::sleep(Duration::from_millis(200));
    sender.send(Box::new(5)).unwrap();
    count(&total, 1);
    worker.join().unwrap();
    let sum = *total.lock().unwrap();
    std::hint::black_box(sum);
}
