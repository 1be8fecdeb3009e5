//! Slices, boxed slices and boxed str.
macro_rules! at {
    ($($v:ident),+) => { $(eprintln!("local {} {:p} {}", stringify!($v), std::ptr::addr_of!($v), std::mem::size_of_val(&$v));)+ };
}
fn sum(numbers: &[i32]) -> i32 {
    numbers.iter().sum()
}
fn longest<'a>(words: &[&'a str]) -> &'a str {
    let mut best = words[0];
    for &word in words {
        if word.len() > best.len() {
            best = word;
        }
    }
    best
}
fn main() {
    let names = ["x", "long"];
    let best = longest(&names);
    let owned: Box<[&str]> = Box::new(["p", "qr"]);
    at!(names, best, owned);
    eprintln!("text best {best}");
    eprintln!("heap {:p} {}", owned.as_ptr(), size_of_val(&*owned));
    let array = [1, 2, 3, 4, 5, 6];
    let middle = &array[2..4];
    let boxed: Box<[u16]> = vec![7u16, 8, 9].into_boxed_slice();
    let text: Box<str> = "boxed".into();
    let total = sum(&array[1..]);
    let mut list = vec![1u8, 2, 3];
    let last = &mut list[1..];
    last[0] = 9;
    at!(array, middle, boxed, text, total, list);
    eprintln!("heap {:p} {}", boxed.as_ptr(), boxed.len() * 2);
    eprintln!("heap {:p} {}", text.as_ptr(), text.len());
    eprintln!("into {:p} middle array {}", middle.as_ptr(), 2 * size_of::<i32>());
    eprintln!("text text {text}");
}
