//! Shadowed names, blocks, and late initialisation.
macro_rules! at {
    ($($v:ident),+) => { $(eprintln!("local {} {:p} {}", stringify!($v), std::ptr::addr_of!($v), std::mem::size_of_val(&$v));)+ };
}
fn main() {
    let x = 1u8;
    at!(x);
    let x = u32::from(x) + 1;
    at!(x);
    let x = format!("{x}");
    at!(x);
    {
        let x = x.len();
        at!(x);
    }
    let late;
    if x.len() == 1 { late = 5 } else { late = 6 }
    at!(late);
}
