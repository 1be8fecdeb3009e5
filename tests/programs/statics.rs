//! static, static mut, const, thread_local!, promoted constants.
macro_rules! at {
    ($($v:ident),+) => { $(eprintln!("local {} {:p} {}", stringify!($v), std::ptr::addr_of!($v), std::mem::size_of_val(&$v));)+ };
}
use std::cell::Cell;
use std::sync::atomic::{AtomicU32, Ordering};
static COUNTER: AtomicU32 = AtomicU32::new(3);
static TABLE: [u16; 4] = [1, 2, 3, 4];
static NAME: &str = "static text";
const LIMIT: u32 = 9;
thread_local! { static LOCAL: Cell<u32> = const { Cell::new(11) }; }
fn main() {
    COUNTER.fetch_add(1, Ordering::SeqCst);
    LOCAL.with(|local| local.set(12));
    let promoted: &'static [i32; 3] = &[7, 8, 9];
    let counter = &COUNTER;
    let limit = LIMIT;
    at!(promoted, counter, limit);
    eprintln!("static {:p} {}", promoted, 12);
    eprintln!("static {:p} {}", &COUNTER, 4);
    eprintln!("static {:p} {}", &TABLE, 8);
    eprintln!("static {:p} {}", NAME.as_ptr(), NAME.len());
    LOCAL.with(|local| eprintln!("static {:p} {}", local, 4));
}
