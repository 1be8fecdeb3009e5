//! Inline constants, constant generics, associated constants, and blocks that are left with a value.
const WORDS: [&str; 2] = ["one", "two"];
struct Buffer<const N: usize> { bytes: [u8; N] }
impl<const N: usize> Buffer<N> {
    const HALF: usize = N / 2;
    fn new() -> Self { Buffer { bytes: [const { N as u8 }; N] } }
    fn half(&self) -> &[u8] { &self.bytes[..Self::HALF] }
}
fn find(limit: u32) -> Option<u32> {
    let found = 'search: {
        for at in 0..limit {
            if at * at > 8 { break 'search Some(at); }
        }
        None
    };
    found
}
fn main() {
    let empty = [const { Vec::<u8>::new() }; 2];
    let mask = const { (1u32 << 4) - 1 };
    let buffer = Buffer::<4>::new();
    let half = buffer.half();
    let third = find(10);
    let never = find(2);
    let words = WORDS;
    eprintln!("{} {mask} {half:?} {third:?} {never:?} {words:?}", empty.len());
}
