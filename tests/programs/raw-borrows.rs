//! `&raw`, memory that is written bit by bit, and functions of other languages.
use std::mem::MaybeUninit;
unsafe extern "C" {
    safe fn abs(number: i32) -> i32;
    unsafe fn strlen(text: *const std::ffi::c_char) -> usize;
}
#[repr(C, packed)]
struct Packed { tag: u8, number: u32 }
extern "C" fn double(number: i32) -> i32 { number * 2 }
fn apply(function: extern "C" fn(i32) -> i32, to: i32) -> i32 { function(to) }
fn main() {
    let mut packed = Packed { tag: 1, number: 2 };
    let number = &raw mut packed.number;
    unsafe { number.write_unaligned(9) };
    let tag = &raw const packed.tag;
    let mut slots: [MaybeUninit<u16>; 3] = [const { MaybeUninit::uninit() }; 3];
    slots[0].write(7);
    slots[1].write(8);
    let first = unsafe { slots[0].assume_init() };
    let mut late = MaybeUninit::<String>::uninit();
    late.write(String::from("late"));
    let text = unsafe { late.assume_init() };
    let mut pair = [1u32, 2];
    let (left, right) = pair.split_at_mut(1);
    std::mem::swap(&mut left[0], &mut right[0]);
    let positive = abs(-4);
    let length = unsafe { strlen(c"four".as_ptr()) };
    let doubled = apply(double, 21);
    eprintln!("text text {text}");
    eprintln!("{} {first} {pair:?} {positive} {length} {doubled}", unsafe { *tag });
}
