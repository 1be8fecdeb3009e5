//! A Vec grows by realloc; spare capacity.
macro_rules! at {
    ($($v:ident),+) => { $(eprintln!("local {} {:p} {}", stringify!($v), std::ptr::addr_of!($v), std::mem::size_of_val(&$v));)+ };
}
fn main() {
    let mut numbers: Vec<u64> = Vec::new();
    for n in 0..5 {
        numbers.push(n);
    }
    at!(numbers);
    eprintln!("heap {:p} {}", numbers.as_ptr(), numbers.capacity() * size_of::<u64>());
    eprintln!("vec numbers {} {}", numbers.len(), numbers.capacity());
    numbers.shrink_to_fit();
    eprintln!("vec numbers {} {}", numbers.len(), numbers.capacity());
    let words = vec![String::from("one"), String::from("three")];
    eprintln!("heap {:p} {}", words.as_ptr(), words.capacity() * size_of::<String>());
    at!(words);
}
