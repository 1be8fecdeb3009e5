//! Starting a thread allocates its packet, its closure and a start record; the first print, a buffer.
//@ builds: debug, release
//@ calls: debug 5, release 5
use std::hint::black_box;
use std::thread;

// #region main
fn main() {
    let local = black_box(7);
    let scoped = thread::scope(|_| local + 1);
    let worker = thread::spawn(move || local + 1);
    let answer = worker.join().unwrap();
    println!("{answer}");
    println!("{scoped}");
    black_box(answer);
}
// #endregion
