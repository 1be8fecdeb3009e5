//! `new()` allocates nothing; the first element does.
//@ builds: debug, release
//@ calls: debug 6, release 6
use std::collections::*;
use std::hint::black_box;

// #region all
fn main() {
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
