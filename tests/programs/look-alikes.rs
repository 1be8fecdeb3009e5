//! A program's own types with the fields of a wide pointer, and with the names that std gives to its
//! wrappers: they are shown with all of their fields.
struct Object { pointer: u64, vtable: u64 }
struct Pair { data_ptr: u64, length: u64 }
struct Vec<T> { buf: T, len: usize }
struct Wrapper { inner: Box<u8> }
struct Cell { value: u32 }
mod alloc {
    pub struct String { pub vec: super::Vec<u32> }
}
fn main() {
    let object = Object { pointer: 1, vtable: 2 };
    let pair = Pair { data_ptr: 5, length: 6 };
    let list = Vec { buf: [1u8, 2], len: 2 };
    let wrapper = Wrapper { inner: Box::new(9) };
    let cell = Cell { value: 3 };
    let string = alloc::String { vec: Vec { buf: 4, len: 5 } };
    eprintln!("field object vtable {} 8", std::mem::offset_of!(Object, vtable));
    eprintln!("field pair length {} 8", std::mem::offset_of!(Pair, length));
    eprintln!("field list buf {} 2", std::mem::offset_of!(Vec<[u8; 2]>, buf));
    eprintln!("field wrapper inner {} 8", std::mem::offset_of!(Wrapper, inner));
    eprintln!("field cell value {} 4", std::mem::offset_of!(Cell, value));
    eprintln!("field string vec {} 16", std::mem::offset_of!(alloc::String, vec));
    eprintln!("{} {}", object.pointer, pair.data_ptr + list.len as u64 + *wrapper.inner as u64);
    eprintln!("{} {} {}", cell.value, string.vec.len, list.buf[0]);
}
