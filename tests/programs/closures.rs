//! Closures, their captures, boxed closures, fn pointers.
macro_rules! at {
    ($($v:ident),+) => { $(eprintln!("local {} {:p} {}", stringify!($v), std::ptr::addr_of!($v), std::mem::size_of_val(&$v));)+ };
}
fn twice(f: impl Fn(i32) -> i32) -> i32 { f(f(1)) }
fn add_one(n: i32) -> i32 { n + 1 }
fn adder(n: i32) -> Box<dyn Fn(i32) -> i32> { Box::new(move |x| x + n) }
fn main() {
    let base = 10;
    let mut count = 0u64;
    let name = String::from("owned");
    let by_ref = |x| x + base;
    let mut by_mut = || count += 1;
    by_mut();
    by_mut();
    let by_move = move || name.len();
    let boxed = adder(5);
    let pointer: fn(i32) -> i32 = add_one;
    let total = twice(by_ref) + twice(pointer) + boxed(2) + by_move() as i32;
    at!(base, count, by_ref, by_move, boxed, pointer, total);
}
