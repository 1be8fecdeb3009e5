//! A frame larger than a page is touched page by page, so that the guard page is never jumped over.
//@ builds: debug, clean, release
//@ listing: half_a_page, four_pages
//@ calls: debug 0, release 0
use std::hint::black_box;
use std::mem::MaybeUninit;

type HalfPage = MaybeUninit<[u8; 2048]>;
type FourPages = MaybeUninit<[u8; 16384]>;

// #region half_a_page
#[inline(never)]
fn half_a_page() {
    let bytes = HalfPage::uninit();
    black_box(&bytes);
}
// #endregion

// #region four_pages
#[inline(never)]
fn four_pages() {
    let bytes = FourPages::uninit();
    black_box(&bytes);
}
// #endregion

fn main() {
    half_a_page();
    four_pages();
}
