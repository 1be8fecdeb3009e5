//! Results in registers, pairs, and the caller's memory.
struct Small(u8, u8, u8);
struct Big { a: u64, b: u64, c: u64 }
fn byte() -> u8 { 200 }
fn signed() -> i32 { -5 }
fn float() -> f64 { 1.5 }
fn pair() -> (u32, u64) { (1, 2) }
fn halves() -> (u32, u32) { (3, 4) }
fn three() -> Small { Small(5, 6, 7) }
fn array() -> [u8; 12] { [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] }
fn big() -> Big { Big { a: 8, b: 9, c: 10 } }
fn wide() -> u128 { 1 << 70 }
fn maybe() -> Option<u32> { Some(11) }
fn none() -> Option<Box<u8>> { None }
fn text() -> &'static str { "text" }
fn nothing() {}
struct Point { x: f32, y: f32 }
fn point() -> Point { Point { x: 1.25, y: -2.5 } }
fn doubles() -> (f64, f64) { (3.5, 4.5) }
fn weight() -> (u8, f64) { (12, 5.5) }
fn ratio() -> (f32, u32) { (6.5, 13) }
fn main() {
    nothing();
    let all = (byte(), signed(), float(), pair(), halves(), wide(), maybe(), none(), text());
    let (small, list, large) = (three(), array(), big());
    let here = point();
    let floats = (here.x + here.y, doubles(), weight(), ratio());
    std::hint::black_box(&floats);
    std::hint::black_box((&all, small.0 + small.1 + small.2, list, large.a + large.b + large.c));
}
