//! BTreeMap of one node and of several.
macro_rules! at {
    ($($v:ident),+) => { $(eprintln!("local {} {:p} {}", stringify!($v), std::ptr::addr_of!($v), std::mem::size_of_val(&$v));)+ };
}
use std::collections::{BTreeMap, BTreeSet};
fn main() {
    let mut small = BTreeMap::new();
    small.insert(2u32, 'b');
    small.insert(1, 'a');
    let big: BTreeMap<u16, u64> = (0..20).map(|n| (n, u64::from(n) * 10)).collect();
    let set: BTreeSet<u8> = [5, 4].into_iter().collect();
    at!(small, big, set);
    eprintln!("length {} {} {}", small.len(), big.len(), set.len());
}
