//! Constants that a debug build stores before the function's first line.
fn area(side: u32) -> u32 {
    let text = String::from("side");
    let factor = 3;
    let offset = 2u64;
    let length = text.len() as u32;
    side * factor + length + offset as u32
}
fn main() {
    let list = vec![1, 2];
    let limit = 5;
    let area = area(limit);
    eprintln!("local limit {:p} {}", &raw const limit, size_of_val(&limit));
    eprintln!("local area {:p} {}", &raw const area, size_of_val(&area));
    eprintln!("vec list {} {}", list.len(), list.capacity());
}
