//! `new()` allocates nothing; the first element does.
//@ builds: debug, release
//@ layout: Vec<u64>, String, VecDeque<u64>, LinkedList<u64>, HashSet<u64>, BTreeSet<u64>
//@ calls: debug 9, release 9
use std::collections::*;
use std::hint::black_box;

// #region all
fn collections() {
    let mut vec = black_box(Vec::new());
    let mut string = black_box(String::new());
    let mut deque = black_box(VecDeque::new());
    let mut list = black_box(LinkedList::new());
    let mut map = black_box(HashMap::new());
    let mut tree = black_box(BTreeMap::new());
    vec.push(1u64);
    string.push('a');
    deque.push_back(1u64);
    list.push_back(1u64);
    map.insert(1u64, 1u64);
    tree.insert(1u64, 1u64);
    black_box((&vec, &string, &deque, &list, &map, &tree));
}
// #endregion

/// The three that wrap another: a vector, and maps without values.
fn wrappers() {
    let mut heap = black_box(BinaryHeap::new());
    let mut hash_set = black_box(HashSet::new());
    let mut tree_set = black_box(BTreeSet::new());
    heap.push(1u64);
    hash_set.insert(1u64);
    tree_set.insert(1u64);
    black_box((&heap, &hash_set, &tree_set));
}

fn main() {
    collections();
    wrappers();
}
