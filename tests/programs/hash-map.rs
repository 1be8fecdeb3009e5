//! HashMap and HashSet with a fixed seed.
macro_rules! at {
    ($($v:ident),+) => { $(eprintln!("local {} {:p} {}", stringify!($v), std::ptr::addr_of!($v), std::mem::size_of_val(&$v));)+ };
}
use std::collections::{HashMap, HashSet};
fn main() {
    let mut ages: HashMap<&str, u8> = HashMap::new();
    ages.insert("ann", 30);
    ages.insert("bob", 25);
    let set: HashSet<u32> = [3, 1, 2].into_iter().collect();
    at!(ages, set);
    for (name, age) in &ages {
        eprintln!("entry {name} {age}");
    }
    eprintln!("vec ages {} {}", ages.len(), ages.capacity());
}
