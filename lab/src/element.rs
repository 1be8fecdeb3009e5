//! What a collection may hold.

use std::hint::black_box;

/// A type of elements: each can be made of the number of its turn.
pub trait Element: Clone + 'static {
    fn nth(n: usize) -> Self;
}

impl Element for () {
    fn nth(_: usize) {}
}

impl Element for u8 {
    fn nth(n: usize) -> u8 {
        n as u8
    }
}

impl Element for u64 {
    fn nth(n: usize) -> u64 {
        n as u64
    }
}

impl Element for [u8; 1025] {
    fn nth(n: usize) -> [u8; 1025] {
        [n as u8; 1025]
    }
}

impl Element for String {
    fn nth(_: usize) -> String {
        String::from(black_box("text"))
    }
}
