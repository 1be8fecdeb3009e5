//! Raw pointers, unions, dangling after free.
macro_rules! at {
    ($($v:ident),+) => { $(eprintln!("local {} {:p} {}", stringify!($v), std::ptr::addr_of!($v), std::mem::size_of_val(&$v));)+ };
}
#[repr(C)]
union Bits { float: f32, word: u32 }
fn main() {
    let mut number = 5i32;
    let raw = &raw mut number;
    unsafe { *raw += 1 };
    let bits = Bits { float: 1.0 };
    let owned = Box::new(77u64);
    let address: *const u64 = &*owned;
    at!(number, raw, bits, address);
    eprintln!("heap {:p} {}", address, 8);
    eprintln!("word {}", unsafe { bits.word });
    drop(owned);
    let null: *const u8 = std::ptr::null();
    let leaked = Box::into_raw(Box::new(3u16));
    at!(null, leaked);
    drop(unsafe { Box::from_raw(leaked) });
}
