//! `new()` allocates nothing; the first element does.
//@ builds: debug, release
//@ layout: Vec<u64>, VecDeque<u64>, BinaryHeap<u64>, LinkedList<u64>, String, HashMap<u64, u64>, HashSet<u64>, BTreeMap<u64, u64>, BTreeSet<u64>
//@ calls: debug 9, release 9
use std::collections::*;
use std::hint::black_box;

// #region all
fn sequences() {
    let mut vec = black_box(Vec::new());
    let mut deque = black_box(VecDeque::new());
    let mut heap = black_box(BinaryHeap::new());
    let mut list = black_box(LinkedList::new());
    let mut string = black_box(String::new());
    vec.push(1u64);
    deque.push_back(1u64);
    heap.push(1u64);
    list.push_back(1u64);
    string.push('a');
    black_box((&vec, &deque, &heap, &list, &string));
}

fn maps_and_sets() {
    let mut map = black_box(HashMap::new());
    let mut set = black_box(HashSet::new());
    let mut tree = black_box(BTreeMap::new());
    let mut tree_set = black_box(BTreeSet::new());
    map.insert(1u64, 1u64);
    set.insert(1u64);
    tree.insert(1u64, 1u64);
    tree_set.insert(1u64);
    black_box((&map, &set, &tree, &tree_set));
}
// #endregion

fn main() {
    sequences();
    maps_and_sets();
}
