//! VecDeque that wraps, LinkedList, BinaryHeap.
macro_rules! at {
    ($($v:ident),+) => { $(eprintln!("local {} {:p} {}", stringify!($v), std::ptr::addr_of!($v), std::mem::size_of_val(&$v));)+ };
}
use std::collections::{BinaryHeap, LinkedList, VecDeque};
fn main() {
    let mut ring: VecDeque<u32> = VecDeque::with_capacity(4);
    ring.push_back(1);
    ring.push_back(2);
    ring.push_back(3);
    ring.pop_front();
    ring.push_back(4);
    ring.push_back(5);
    let mut list = LinkedList::new();
    list.push_back(10u8);
    list.push_back(20);
    let heap: BinaryHeap<i32> = [3, 1, 2].into_iter().collect();
    at!(ring, list, heap);
    eprintln!("ring {ring:?}");
}
