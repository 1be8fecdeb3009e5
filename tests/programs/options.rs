//! Option and Result: tags, niches, u128.
macro_rules! at {
    ($($v:ident),+) => { $(eprintln!("local {} {:p} {}", stringify!($v), std::ptr::addr_of!($v), std::mem::size_of_val(&$v));)+ };
}
use std::num::NonZeroU8;
fn parse(text: &str) -> Result<u32, std::num::ParseIntError> {
    text.parse()
}
fn main() {
    let some_box = Some(Box::new(5u8));
    let no_box: Option<Box<u8>> = None;
    let some_number = Some(5u32);
    let no_number: Option<u32> = None;
    let some_big: Option<u128> = Some(1 << 100);
    let some_bool = Some(true);
    let no_bool: Option<bool> = None;
    let no_char: Option<char> = None;
    let tiny = NonZeroU8::new(4);
    let nested: Option<Option<bool>> = Some(None);
    let good = parse("41");
    let bad = parse("x");
    let name: Option<String> = Some(String::from("n"));
    let nobody: Option<String> = None;
    at!(some_box, no_box, some_number, no_number, some_big, some_bool, no_bool, no_char, tiny, nested, good, bad, name, nobody);
    eprintln!("variant some_box Some");
    eprintln!("variant no_box None");
    eprintln!("variant some_number Some");
    eprintln!("variant no_number None");
    eprintln!("variant some_big Some");
    eprintln!("variant some_bool Some");
    eprintln!("variant no_bool None");
    eprintln!("variant no_char None");
    eprintln!("variant tiny Some");
    eprintln!("variant nested Some");
    eprintln!("variant good Ok");
    eprintln!("variant bad Err");
    eprintln!("variant name Some");
    eprintln!("variant nobody None");
}
