//! Zero-sized types: unit, empty structs, a Vec of units.
macro_rules! at {
    ($($v:ident),+) => { $(eprintln!("local {} {:p} {}", stringify!($v), std::ptr::addr_of!($v), std::mem::size_of_val(&$v));)+ };
}
struct Marker;
#[allow(dead_code)]
struct Tagged { number: u16, mark: Marker, unit: () }
fn main() {
    let unit = ();
    let marker = Marker;
    let boxed = Box::new(Marker);
    let mut units = vec![(); 3];
    units.push(());
    let tagged = Tagged { number: 1, mark: Marker, unit: () };
    at!(boxed, units, tagged);
    std::hint::black_box((unit, marker));
    eprintln!("vec units {} {}", units.len(), units.capacity());
}
