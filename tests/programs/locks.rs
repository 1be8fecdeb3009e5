//! What threads share: locks with their guards, values that are made once, and the Weak of an Arc.
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, OnceLock, RwLock, Weak};
static NAMES: Mutex<Vec<String>> = Mutex::new(Vec::new());
static LIMIT: OnceLock<Box<u32>> = OnceLock::new();
static TABLE: LazyLock<Vec<u16>> = LazyLock::new(|| vec![1, 2, 3]);
fn add(mut names: MutexGuard<'_, Vec<String>>, name: &str) {
    names.push(name.to_string());
}
fn main() {
    add(NAMES.lock().unwrap(), "one");
    let names = NAMES.lock().unwrap();
    let count = names.len();
    drop(names);
    let limit = LIMIT.get_or_init(|| Box::new(7));
    let length = TABLE.len();
    let shared = Arc::new(RwLock::new(String::from("read")));
    let weak: Weak<RwLock<String>> = Arc::downgrade(&shared);
    let reader = shared.read().unwrap();
    let other = shared.read().unwrap();
    let same = *reader == *other;
    drop((reader, other));
    let mut writer = shared.write().unwrap();
    writer.push_str(" and written");
    drop(writer);
    let strong = weak.upgrade();
    drop(shared);
    let alone = strong.map(|one| Arc::try_unwrap(one).unwrap().into_inner().unwrap());
    let gone = weak.upgrade().is_none();
    eprintln!("{count} {limit} {length} {same} {alone:?} {gone}");
}
