//! The types of std that the lab works: each operation is one call of a method of the type.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::hint::black_box;
use std::rc::Rc;

use crate::element::Element;
use crate::recorder::telling;

/// Stands for the capacity of a type that tells none.
const NO_CAPACITY: usize = usize::MAX;

/// What can be done with a value. What a type does not have does nothing; the page offers only what it has.
pub trait Collection {
    fn push(&mut self) {}
    fn insert(&mut self) {}
    fn pop(&mut self) {}
    fn reserve(&mut self, _: usize) {}
    fn shrink_to_fit(&mut self) {}
    fn clear(&mut self) {}
    fn become_clone(&mut self) {}
    fn extend(&mut self, _: usize) {}
    fn extend_filtered(&mut self, _: usize) {}
    fn map_and_collect(&mut self) {}
    fn drop_value(&mut self);
    fn len(&self) -> usize;
    fn capacity(&self) -> usize {
        NO_CAPACITY
    }
    /// The address of the block that holds the elements; 0 where the type does not tell.
    fn block(&self) -> usize {
        0
    }
}

/// Makes a collection by a constructor, and tells of the calls in it.
pub fn made(collection: u32, element: u32, constructor: u32, n: usize) -> Option<Box<dyn Collection>> {
    match element {
        0 => made_of::<u8>(collection, constructor, n),
        1 => made_of::<u64>(collection, constructor, n),
        2 => made_of::<[u8; 1025]>(collection, constructor, n),
        3 => made_of::<String>(collection, constructor, n),
        4 => made_of::<()>(collection, constructor, n),
        _ => None,
    }
}

fn made_of<T: Element>(collection: u32, constructor: u32, n: usize) -> Option<Box<dyn Collection>> {
    Some(match collection {
        0 => Box::new(constructed(constructor, n, Vec::new, Vec::with_capacity, T::nth)?),
        1 => Box::new(constructed(constructor, n, VecDeque::new, VecDeque::with_capacity, T::nth)?),
        2 => Box::new(constructed(constructor, n, String::new, String::with_capacity, |_| 'a')?),
        3 => Box::new(constructed(constructor, n, HashMap::new, HashMap::with_capacity, entry::<T>)?),
        4 => Box::new(constructed(constructor, n, BTreeMap::new, |_| BTreeMap::new(), entry::<T>)?),
        5 => Box::new(Some(telling(|| black_box(Box::new(T::nth(0)))))),
        6 => {
            let mut owners = Vec::with_capacity(MOST_OWNERS);
            owners.push(telling(|| black_box(Rc::new(T::nth(0)))));
            Box::new(Owners(owners))
        }
        _ => return None,
    })
}

fn entry<T: Element>(n: usize) -> (u64, T) {
    (n as u64, T::nth(n))
}

/// The two ways to make an empty one, and an iterator that knows its length and one that does not.
fn constructed<C: FromIterator<I>, I>(
    constructor: u32,
    n: usize,
    new: fn() -> C,
    with_capacity: fn(usize) -> C,
    nth: fn(usize) -> I,
) -> Option<C> {
    telling(|| {
        Some(black_box(match constructor {
            0 => new(),
            1 => with_capacity(n),
            2 => (0..n).map(nth).collect(),
            3 => (0..n).filter(black_box(|_: &usize| true)).map(nth).collect(),
            _ => return None,
        }))
    })
}

/// The methods that the growing types have by the same name.
macro_rules! shared_methods {
    ($nth:expr) => {
        fn clear(&mut self) {
            Self::clear(self);
        }
        fn become_clone(&mut self) {
            *self = black_box(self.clone());
        }
        fn extend(&mut self, n: usize) {
            let from = Self::len(self);
            Extend::extend(self, (from..from + n).map($nth));
        }
        fn extend_filtered(&mut self, n: usize) {
            let from = Self::len(self);
            Extend::extend(self, (from..from + n).filter(black_box(|_: &usize| true)).map($nth));
        }
        fn drop_value(&mut self) {
            drop(black_box(std::mem::take(self)));
        }
        fn len(&self) -> usize {
            Self::len(self)
        }
    };
}

/// Those of the types that also have a capacity.
macro_rules! capacity_methods {
    () => {
        fn reserve(&mut self, n: usize) {
            Self::reserve(self, n);
        }
        fn shrink_to_fit(&mut self) {
            Self::shrink_to_fit(self);
        }
        fn capacity(&self) -> usize {
            Self::capacity(self)
        }
    };
}

impl<T: Element> Collection for Vec<T> {
    shared_methods!(T::nth);
    capacity_methods!();
    fn push(&mut self) {
        self.push(T::nth(self.len()));
    }
    fn insert(&mut self) {
        self.insert(0, T::nth(self.len()));
    }
    fn pop(&mut self) {
        drop(black_box(self.pop()));
    }
    fn map_and_collect(&mut self) {
        *self = black_box(std::mem::take(self)).into_iter().map(black_box(|it| it)).collect();
    }
    fn block(&self) -> usize {
        self.as_ptr().addr()
    }
}

impl<T: Element> Collection for VecDeque<T> {
    shared_methods!(T::nth);
    capacity_methods!();
    fn push(&mut self) {
        self.push_back(T::nth(self.len()));
    }
    fn insert(&mut self) {
        self.push_front(T::nth(self.len()));
    }
    fn pop(&mut self) {
        drop(black_box(self.pop_front()));
    }
}

impl Collection for String {
    shared_methods!(|_| 'a');
    capacity_methods!();
    fn push(&mut self) {
        self.push('a');
    }
    fn insert(&mut self) {
        self.insert(0, 'a');
    }
    fn pop(&mut self) {
        self.pop();
    }
    fn block(&self) -> usize {
        self.as_ptr().addr()
    }
}

impl<T: Element> Collection for HashMap<u64, T> {
    shared_methods!(entry::<T>);
    capacity_methods!();
    fn push(&mut self) {
        let (key, value) = entry(self.len());
        self.insert(key, value);
    }
    fn pop(&mut self) {
        let last = (self.len() as u64).wrapping_sub(1);
        drop(black_box(self.remove(&last)));
    }
}

impl<T: Element> Collection for BTreeMap<u64, T> {
    shared_methods!(entry::<T>);
    fn push(&mut self) {
        let (key, value) = entry(self.len());
        self.insert(key, value);
    }
    fn pop(&mut self) {
        drop(black_box(self.pop_last()));
    }
}

/// A box; `None` once it is dropped.
impl<T: Element> Collection for Option<Box<T>> {
    fn become_clone(&mut self) {
        *self = black_box(self.clone());
    }
    fn drop_value(&mut self) {
        drop(black_box(self.take()));
    }
    fn len(&self) -> usize {
        usize::from(self.is_some())
    }
}

/// How many owners an `Rc` has at most.
const MOST_OWNERS: usize = 10_000;

/// The owners of one `Rc`'s block, in a `Vec` that the lab made in silence.
struct Owners<T>(Vec<Rc<T>>);

impl<T: Element> Collection for Owners<T> {
    fn become_clone(&mut self) {
        if self.0.len() < MOST_OWNERS {
            self.0.push(black_box(Rc::clone(&self.0[0])));
        }
    }
    fn drop_value(&mut self) {
        drop(black_box(self.0.pop()));
    }
    fn len(&self) -> usize {
        self.0.len()
    }
}
