//! Enums with tags and niches.
macro_rules! at {
    ($($v:ident),+) => { $(eprintln!("local {} {:p} {}", stringify!($v), std::ptr::addr_of!($v), std::mem::size_of_val(&$v));)+ };
}
#[allow(dead_code)]
enum Shape { Circle(f64), Square { side: u32, name: &'static str }, Nothing }
#[derive(Clone, Copy)]
#[allow(dead_code)]
enum Plain { Red = 3, Green = 7 }
#[allow(dead_code)]
enum Deep { Text(String), Number(u8), None }
fn main() {
    let circle = Shape::Circle(2.5);
    let square = Shape::Square { side: 3, name: "sq" };
    let nothing = Shape::Nothing;
    let plain = Plain::Green;
    let text = Deep::Text(String::from("deep"));
    let number = Deep::Number(9);
    at!(circle, square, nothing, plain, text, number);
    eprintln!("variant circle Circle");
    eprintln!("variant square Square");
    eprintln!("variant nothing Nothing");
    eprintln!("variant plain Green");
    eprintln!("variant text Text");
    eprintln!("variant number Number");
}
