//! A program whose file has the name of a crate of std: its types are its own.
struct Wrapper { inner: Box<u8> }
struct Point { inner: u32, value: u32 }
fn main() {
    let wrapper = Wrapper { inner: Box::new(9) };
    let point = Point { inner: 1, value: 2 };
    eprintln!("field wrapper inner 0 8");
    eprintln!("field point value {} 4", std::mem::offset_of!(Point, value));
    eprintln!("heap {:p} 1", &raw const *wrapper.inner);
    eprintln!("{}", point.inner);
}
