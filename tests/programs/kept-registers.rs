//! Variables that optimised code keeps in registers while their function waits for another one: the functions that it
//! calls save these registers, or leave them alone.
use std::hint::black_box;
#[inline(never)]
fn leaf(n: u64) -> u64 {
    let a = black_box(n) + 1;
    a
}
#[inline(never)]
fn busy(a: u64, b: u64) -> u64 {
    let c = black_box(a) + b;
    let d = leaf(c);
    let e = leaf(d + a);
    c * d + e + b
}
#[inline(never)]
fn deep(n: u64) -> u64 {
    if n == 0 {
        return leaf(n);
    }
    let below = deep(n - 1);
    below * 2 + n
}
#[inline(never)]
fn by_key(scale: u64, list: &mut [u64]) -> u64 {
    let text = String::from("kept");
    list.sort_by_key(|n| leaf(*n % 7));
    scale + list[0] + text.len() as u64
}
fn main() {
    println!("{}", busy(7, 2));
    println!("{}", deep(3));
    println!("{}", by_key(black_box(5), &mut [9, 8, 7]));
}
