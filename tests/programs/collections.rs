//! What each collection of std gives out one by one, gives up, and takes in place of something else.
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque};
fn main() {
    let mut list = vec![String::from("a"), String::from("b"), String::from("c")];
    let last = list.pop();
    let first = list.remove(0);
    let rest: Vec<String> = list.drain(..).collect();
    let mut ring: VecDeque<u8> = (1..=3).collect();
    ring.rotate_left(1);
    let front = ring.pop_front();
    let mut chain: LinkedList<Box<u8>> = LinkedList::new();
    chain.push_back(Box::new(1));
    chain.push_front(Box::new(2));
    let end = chain.pop_back();
    let mut heap = BinaryHeap::from([3, 9, 4]);
    let top = heap.pop();
    let mut counts: HashMap<String, u32> = HashMap::new();
    *counts.entry(String::from("x")).or_insert(0) += 1;
    let old = counts.insert(String::from("x"), 5);
    let mut unique: HashSet<u8> = HashSet::from([1, 2]);
    let fresh = unique.insert(2);
    let mut sorted: BTreeMap<u8, String> = BTreeMap::new();
    sorted.insert(2, String::from("two"));
    sorted.insert(1, String::from("one"));
    let least = sorted.pop_first();
    let order: BTreeSet<char> = "cab".chars().collect();
    let mut text = String::new();
    for (key, value) in sorted {
        text.push_str(&value);
        text.push((b'0' + key) as char);
    }
    for item in chain {
        text.push((b'0' + *item) as char);
    }
    eprintln!("text text {text}");
    eprintln!("variant last Some");
    eprintln!("text first {first}");
    eprintln!("{rest:?} {front:?} {end:?} {top:?} {old:?} {fresh} {least:?} {} {}", order.len(), ring.len());
}
