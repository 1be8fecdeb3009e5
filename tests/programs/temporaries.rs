//! Values that no variable names: a `let` that borrows one keeps it to the end of its block.
struct Node { next: Option<Box<Node>>, value: u32 }
struct Named { id: u32, name: String }
trait Area { fn area(&self) -> u32; }
impl Area for Node {
    fn area(&self) -> u32 { self.value }
}
fn named() -> Named {
    Named { id: 3, name: String::from("field") }
}
fn length(text: &String) -> usize {
    text.len()
}
fn shown<T: std::fmt::Debug>(value: T) {
    let held = &Some(value);
    eprintln!("local temporary {held:p} {}", size_of_val(held));
}
fn main() {
    let text: &String = &String::from("hello");
    let node = &Node { next: Some(Box::new(Node { next: None, value: 2 })), value: 1 };
    let name = &named().name;
    let pair = (&mut Box::new(4), 5);
    let numbers: &mut [u16] = &mut [text.len() as u16, 6];
    let area: &dyn Area = &Node { next: None, value: node.value };
    let found = match numbers.len() {
        2 => &Some(Box::new(7)),
        _ => &None,
    };
    let of_text = &&String::from("twice");
    let mut kept = &String::from("kept");
    let before = kept.len();
    kept = text;
    let count = before + kept.len() + length(&String::from("gone at once"));
    eprintln!("local temporary {text:p} {}", size_of_val(text));
    eprintln!("local temporary {node:p} {}", size_of_val(node));
    eprintln!("local temporary {:p} {}", pair.0, size_of_val(pair.0));
    eprintln!("local temporary {:p} {}", numbers.as_ptr(), size_of_val(numbers));
    eprintln!("local temporary {:p} {}", (&raw const *area).cast::<u8>(), size_of_val(area));
    eprintln!("local temporary {found:p} {}", size_of_val(found));
    eprintln!("local temporary {of_text:p} {}", size_of_val(of_text));
    eprintln!("local temporary {:p} {}", *of_text, size_of_val(*of_text));
    {
        let inner = &vec![count as u8, 8];
        eprintln!("local temporary {inner:p} {}", size_of_val(inner));
    }
    shown(String::from("ten"));
    let rest = node.next.as_ref().map_or(0, |next| next.value) + area.area();
    std::hint::black_box((name, named().id));
    eprintln!("text rest {rest}");
}
