//! `new()` allocates nothing; the first element does.
//@ builds: debug, release
//@ calls: debug 7, release 7
use std::collections::*;
use std::hint::black_box;

// #region all
fn main() {
    let mut vec: Vec<u64> = black_box(Vec::new());
    let mut string = black_box(String::new());
    let mut deque: VecDeque<u64> = black_box(VecDeque::new());
    let mut list: LinkedList<u64> = black_box(LinkedList::new());
    let mut map: HashMap<u64, u64> = black_box(HashMap::new());
    let mut tree: BTreeMap<u64, u64> = black_box(BTreeMap::new());
    let mut heap: BinaryHeap<u64> = black_box(BinaryHeap::new());

    vec.push(1);
    string.push('a');
    deque.push_back(1);
    list.push_back(1);
    map.insert(1, 1);
    tree.insert(1, 1);
    heap.push(1);
    black_box((&vec, &string, &deque, &list, &map, &tree, &heap));
}
// #endregion
