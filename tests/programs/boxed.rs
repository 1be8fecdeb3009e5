//! A Box, its value, and a Box in a Box.
macro_rules! at {
    ($($v:ident),+) => { $(eprintln!("local {} {:p} {}", stringify!($v), std::ptr::addr_of!($v), std::mem::size_of_val(&$v));)+ };
}
struct Point { x: i64, y: i64 }
fn make(n: i64) -> Box<Point> {
    let point = Point { x: n, y: n + 1 };
    Box::new(point)
}
fn main() {
    let boxed = make(7);
    at!(boxed);
    eprintln!("heap {:p} {}", &*boxed, size_of_val(&*boxed));
    let twice = Box::new(boxed);
    at!(twice);
    eprintln!("heap {:p} {}", &*twice, size_of_val(&*twice));
    eprintln!("sum {}", twice.x + twice.y);
}
