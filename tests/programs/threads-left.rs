//! Threads that nobody waits for: those that the program leaves behind take no step, and the recording says so.
fn main() {
    for _ in 0..3 {
        std::thread::spawn(|| ());
    }
}
