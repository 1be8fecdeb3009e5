//! Trait objects on the stack and in a Box; generics beside them.
macro_rules! at {
    ($($v:ident),+) => { $(eprintln!("local {} {:p} {}", stringify!($v), std::ptr::addr_of!($v), std::mem::size_of_val(&$v));)+ };
}
trait Area { fn area(&self) -> f64; fn name(&self) -> &'static str { "shape" } }
struct Circle { r: f64 }
struct Square { side: f32, id: u8 }
impl Area for Circle { fn area(&self) -> f64 { self.r * self.r * 3.0 } }
impl Area for Square { fn area(&self) -> f64 { f64::from(self.side * self.side) + f64::from(self.id) } }
fn generic<T: Area>(shape: &T) -> f64 { shape.area() }
fn main() {
    let circle = Circle { r: 2.0 };
    let shape: &dyn Area = &circle;
    let boxed: Box<dyn Area> = Box::new(Square { side: 3.0, id: 1 });
    let all: Vec<Box<dyn Area>> = vec![Box::new(Circle { r: 1.0 }), Box::new(Square { side: 1.0, id: 2 })];
    let total = shape.area() + boxed.area() + generic(&circle) + all.iter().map(|one| one.area()).sum::<f64>();
    at!(circle, shape, boxed, all, total);
    eprintln!("heap {:p} {}", &*boxed as *const dyn Area as *const (), size_of_val(&*boxed));
    eprintln!("name {}", boxed.name());
}
