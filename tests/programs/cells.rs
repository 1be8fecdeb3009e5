//! Cells that one thread writes through a shared reference, and the guards that a RefCell gives out.
use std::cell::{Cell, LazyCell, OnceCell, Ref, RefCell, RefMut};
struct Counter { hits: Cell<u32>, log: RefCell<Vec<String>>, name: OnceCell<String> }
impl Counter {
    fn hit(&self) {
        self.hits.set(self.hits.get() + 1);
        self.log.borrow_mut().push(String::from("hit"));
    }
    fn first(&self) -> Ref<'_, str> {
        Ref::map(self.log.borrow(), |log| log[0].as_str())
    }
}
fn main() {
    let counter = Counter { hits: Cell::new(0), log: RefCell::new(Vec::new()), name: OnceCell::new() };
    counter.hit();
    let first = counter.first();
    let both = counter.log.borrow();
    let refused = counter.log.try_borrow_mut().is_err();
    drop(both);
    drop(first);
    let mut log: RefMut<'_, Vec<String>> = counter.log.borrow_mut();
    log.push(String::from("more"));
    drop(log);
    let name = counter.name.get_or_init(|| String::from("once"));
    let again = counter.name.set(String::from("twice"));
    let lazy = LazyCell::new(|| vec![1u8, 2]);
    let forced = lazy.len();
    let taken = counter.hits.replace(9);
    let cell = Cell::new(Some(Box::new(5)));
    let inner = cell.take();
    eprintln!("{refused} {name} {} {forced} {taken} {inner:?}", again.is_err());
}
