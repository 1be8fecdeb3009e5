//! An address that is used again, a block that realloc moves, and Vecs that are iterated by value.
macro_rules! at {
    ($($v:ident),+) => { $(eprintln!("local {} {:p} {}", stringify!($v), std::ptr::addr_of!($v), std::mem::size_of_val(&$v));)+ };
}
struct Pair { left: String, right: String }
fn total(words: Vec<String>) -> usize {
    let mut sum = 0;
    for word in words {
        sum += word.len();
    }
    sum
}
fn main() {
    let first = Box::new(1u64);
    let raw: *const u64 = &*first;
    drop(first);
    let second = Box::new(2u64);
    eprintln!("same {}", std::ptr::eq(raw, &*second));
    let pair = Pair { left: String::from("left"), right: String::from("right") };
    let left = pair.left;
    drop(left);
    let again = String::from("next");
    let mut numbers = vec![1u8; 24];
    let stale = numbers.as_ptr();
    let wall = Box::new([0u8; 24]);
    numbers.reserve_exact(4000);
    let capacity = numbers.capacity();
    let mut pending = vec![31u16, 32, 33].into_iter();
    let one = pending.next();
    eprintln!("vec pending {} 3", pending.len());
    eprintln!("vec numbers {} {capacity}", numbers.len());
    at!(raw, second, again, numbers, stale, wall, pending, one);
    let sum = total(vec![String::from("ab"), String::from("cde")]);
    eprintln!("{sum} {}", pair.right);
}
