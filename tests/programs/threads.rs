//! Spawned and scoped threads.
use std::thread;
fn work(n: u32) -> Box<u32> {
    let doubled = n * 2;
    Box::new(doubled)
}
fn main() {
    let handle = thread::spawn(|| work(4));
    let first = handle.join().unwrap();
    let numbers = vec![1u8, 2, 3];
    let total = thread::scope(|scope| {
        let inner = scope.spawn(|| numbers.iter().map(|&n| u32::from(n)).sum::<u32>());
        inner.join().unwrap()
    });
    std::hint::black_box((first, total));
}
