//! Rc, Weak, RefCell, Arc, Cell.
macro_rules! at {
    ($($v:ident),+) => { $(eprintln!("local {} {:p} {}", stringify!($v), std::ptr::addr_of!($v), std::mem::size_of_val(&$v));)+ };
}
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::sync::{Arc, Mutex};
struct Node { name: &'static str, children: RefCell<Vec<Rc<Node>>>, parent: RefCell<Weak<Node>> }
fn main() {
    let leaf = Rc::new(Node { name: "leaf", children: RefCell::new(vec![]), parent: RefCell::new(Weak::new()) });
    let branch = Rc::new(Node { name: "branch", children: RefCell::new(vec![Rc::clone(&leaf)]), parent: RefCell::new(Weak::new()) });
    *leaf.parent.borrow_mut() = Rc::downgrade(&branch);
    let cell = Cell::new(5i32);
    cell.set(6);
    let number = Rc::new(7u32);
    let same = Rc::clone(&number);
    let shared = Arc::new(Mutex::new(vec![1u8]));
    shared.lock().unwrap().push(2);
    at!(leaf, branch, cell, number, same, shared);
    eprintln!("counts number {} {}", Rc::strong_count(&number), Rc::weak_count(&number));
    eprintln!("counts leaf {} {}", Rc::strong_count(&leaf), Rc::weak_count(&leaf));
    eprintln!("inside {:p}", Rc::as_ptr(&number));
    let _ = (leaf.name, branch.name, branch.children.borrow().len());
    drop(branch);
    eprintln!("parent {}", leaf.parent.borrow().upgrade().is_none());
}
