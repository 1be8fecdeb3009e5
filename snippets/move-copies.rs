//! A move copies a value's own bytes: a few registers for a small value, memcpy for a large one.
//@ builds: debug, clean, release
//@ listing: keep_page, keep_vec, fill_page
//@ calls: debug 1, release 1
use std::hint::black_box;
use std::mem::ManuallyDrop;

type Page = [u8; 4096];
/// A place whose old content nobody drops.
type Shelf = ManuallyDrop<Vec<u8>>;

// #region keep_page
#[inline(never)]
fn keep_page(page: Page, shelf: &mut Page) {
    *shelf = page;
}
// #endregion

// #region keep_vec
#[inline(never)]
fn keep_vec(bytes: Vec<u8>, shelf: &mut Shelf) {
    *shelf = ManuallyDrop::new(bytes);
}
// #endregion

// #region fill_page
#[inline(never)]
fn fill_page(byte: u8) -> Page {
    [byte; 4096]
}
// #endregion

fn main() {
    let mut page = fill_page(black_box(1));
    keep_page(black_box(page), &mut page);
    let mut shelf = ManuallyDrop::new(Vec::new());
    keep_vec(vec![black_box(1)], &mut shelf);
    drop(ManuallyDrop::into_inner(black_box(shelf)));
    black_box(page);
}
