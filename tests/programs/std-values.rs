//! Values of std that wrap another one, and texts that are no `str`: each is shown as what it holds.
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicPtr, AtomicU32};
static READY: AtomicBool = AtomicBool::new(false);
struct Named<T: ?Sized> { n: u16, path: T }
fn main() {
    let flag = AtomicBool::new(true);
    let count = AtomicU32::new(5);
    let below = AtomicI64::new(-5);
    let mut byte = 3u8;
    let pointer = AtomicPtr::new(&raw mut byte);
    let path = Path::new("a/b.txt");
    let owned = PathBuf::from("c/d");
    let part: &Path = &owned;
    let name = OsStr::new("os");
    let given = OsString::from("given");
    let boxed: Box<Path> = path.into();
    let cell = std::cell::Cell::new('c');
    let some = Some(std::num::NonZeroI16::new(-5).unwrap());
    let wrapped = std::num::Wrapping(7u8);
    eprintln!("text flag {:?}", flag.load(std::sync::atomic::Ordering::Relaxed));
    eprintln!("text count {count:?}");
    eprintln!("text below {below:?}");
    eprintln!("into {:p} pointer byte 0", pointer.load(std::sync::atomic::Ordering::Relaxed));
    eprintln!("text path {}", path.display());
    eprintln!("text owned {}", owned.display());
    eprintln!("text part {}", part.display());
    eprintln!("text name {}", name.display());
    eprintln!("text given {}", given.display());
    eprintln!("text boxed {}", boxed.display());
    eprintln!("text cell '{}'", cell.get());
    eprintln!("text wrapped {wrapped}");
    let named: &Named<[u8]> = &Named { n: 1, path: [2, 3] };
    std::hint::black_box((&READY, some, named.n, named.path.len()));
}
