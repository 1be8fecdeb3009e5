//! String, str, slices of both, an empty String.
macro_rules! at {
    ($($v:ident),+) => { $(eprintln!("local {} {:p} {}", stringify!($v), std::ptr::addr_of!($v), std::mem::size_of_val(&$v));)+ };
}
fn first(text: &str) -> &str {
    &text[..2]
}
fn main() {
    let literal = "hello";
    let owned = String::from("grüße");
    let part = first(&owned);
    let empty = String::new();
    let tail = &literal[3..];
    at!(literal, owned, part, empty, tail);
    eprintln!("heap {:p} {}", owned.as_ptr(), owned.capacity());
    eprintln!("static {:p} {}", literal.as_ptr(), literal.len());
    eprintln!("text literal {literal}");
    eprintln!("text owned {owned}");
    eprintln!("text part {part}");
    eprintln!("text tail {tail}");
}
