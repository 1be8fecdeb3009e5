//! Recursion: one frame for each call.
macro_rules! at {
    ($($v:ident),+) => { $(eprintln!("local {} {:p} {}", stringify!($v), std::ptr::addr_of!($v), std::mem::size_of_val(&$v));)+ };
}
fn factorial(n: u64) -> u64 {
    at!(n);
    if n == 0 { return 1; }
    n * factorial(n - 1)
}
fn main() {
    let result = factorial(4);
    at!(result);
}
