//! Structs, tuples and padding.
macro_rules! at {
    ($($v:ident),+) => { $(eprintln!("local {} {:p} {}", stringify!($v), std::ptr::addr_of!($v), std::mem::size_of_val(&$v));)+ };
}
#[allow(dead_code)]
struct Mixed { a: u8, b: u32, c: u16, d: u64 }
#[repr(C)]
#[allow(dead_code)]
struct Fixed { a: u8, b: u32, c: u16, d: u64 }
#[repr(align(32))]
#[allow(dead_code)]
struct Aligned(u8);
struct Empty;
fn main() {
    let mixed = Mixed { a: 1, b: 2, c: 3, d: 4 };
    let fixed = Fixed { a: 1, b: 2, c: 3, d: 4 };
    let pair = (7u8, 9u32);
    let aligned = Aligned(5);
    let empty = Empty;
    let nested = ((1u8, 2u16), [3u8; 3]);
    at!(mixed, fixed, pair, aligned, nested);
    std::hint::black_box(&empty);
    use std::mem::offset_of;
    eprintln!("field mixed a {} 1", offset_of!(Mixed, a));
    eprintln!("field mixed b {} 4", offset_of!(Mixed, b));
    eprintln!("field mixed c {} 2", offset_of!(Mixed, c));
    eprintln!("field mixed d {} 8", offset_of!(Mixed, d));
    eprintln!("field fixed a {} 1", offset_of!(Fixed, a));
    eprintln!("field fixed b {} 4", offset_of!(Fixed, b));
    eprintln!("field fixed c {} 2", offset_of!(Fixed, c));
    eprintln!("field fixed d {} 8", offset_of!(Fixed, d));
    eprintln!("field pair 0 {} 1", offset_of!((u8, u32), 0));
    eprintln!("field pair 1 {} 4", offset_of!((u8, u32), 1));
    eprintln!("field nested 0 {} 4", offset_of!(((u8, u16), [u8; 3]), 0));
    eprintln!("field nested 1 {} 3", offset_of!(((u8, u16), [u8; 3]), 1));
}
