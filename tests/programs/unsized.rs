//! Values whose size only their pointer knows, behind Rc, Arc, Box and plain references.
use std::any::Any;
use std::cell::RefCell;
use std::fmt::Debug;
use std::rc::Rc;
use std::sync::Arc;
macro_rules! at {
    ($($v:ident),+) => { $(eprintln!("local {} {:p} {}", stringify!($v), std::ptr::addr_of!($v), std::mem::size_of_val(&$v));)+ };
}
struct Point { x: u8, y: u64 }
impl Debug for Point {
    fn fmt(&self, _: &mut std::fmt::Formatter) -> std::fmt::Result { Ok(()) }
}
#[repr(align(32))]
struct Wide(u8);
struct Tail<T: ?Sized> { count: u16, rest: T }
fn main() {
    let text: Rc<str> = Rc::from("shared");
    let word = &text[1..3];
    let slice: Rc<[u16]> = Rc::from([11, 12, 13]);
    let object: Rc<dyn Debug> = Rc::new(Point { x: 21, y: 22 });
    let aligned: Arc<dyn Any + Send> = Arc::new(Wide(31));
    let cell: Rc<RefCell<dyn Debug>> = Rc::new(RefCell::new(Point { x: 41, y: 42 }));
    let boxed: Box<Tail<[u32]>> = Box::new(Tail { count: 51, rest: [52, 53] });
    let name: Box<Tail<dyn Debug>> = Box::new(Tail { count: 61, rest: Point { x: 62, y: 63 } });
    let weak = Rc::downgrade(&slice);
    let point = unsafe { &*Rc::as_ptr(&object).cast::<Point>() };
    let inner = unsafe { &*cell.as_ptr().cast::<Point>() };
    let last = unsafe { &*(&raw const name.rest).cast::<Point>() };
    let wide = aligned.downcast_ref::<Wide>().unwrap();
    at!(text, word, slice, object, aligned, cell, boxed, name, weak);
    eprintln!("text text {text}");
    eprintln!("text word {word}");
    eprintln!("value {:p} {}", &slice[2], slice[2]);
    eprintln!("value {:p} {}", &point.x, point.x);
    eprintln!("value {:p} {}", &point.y, point.y);
    eprintln!("value {:p} {}", &wide.0, wide.0);
    eprintln!("value {:p} {}", &inner.y, inner.y);
    eprintln!("value {:p} {}", &boxed.count, boxed.count);
    eprintln!("value {:p} {}", &boxed.rest[1], boxed.rest[1]);
    eprintln!("value {:p} {}", &name.count, name.count);
    eprintln!("value {:p} {}", &last.x, last.x);
    eprintln!("heap {:p} {}", (&raw const *boxed).cast::<u8>(), size_of_val(&*boxed));
    eprintln!("heap {:p} {}", (&raw const *name).cast::<u8>(), size_of_val(&*name));
}
