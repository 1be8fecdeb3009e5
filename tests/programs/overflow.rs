//! A frame too big for the stack.
fn deep(n: u64) -> u64 {
    let room = [n; 1 << 17];
    std::hint::black_box(&room);
    room[0] + deep(n + 1)
}
fn main() {
    std::hint::black_box(deep(1));
}
