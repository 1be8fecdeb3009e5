//! Five changes that allocate less or copy less, each beside what it replaces.
//@ builds: debug, release
//@ listing: boxed_array (debug), zeroed_vec (debug)
//@ calls: debug 30, release 30
use std::fmt::Display;
use std::hint::black_box;

fn grows(words: &[&str]) -> Vec<usize> {
    let mut lengths = Vec::new();
    for word in words {
        lengths.push(word.len());
    }
    lengths
}

fn knows_its_size(words: &[&str]) -> Vec<usize> {
    let mut lengths = Vec::with_capacity(words.len());
    for word in words {
        lengths.push(word.len());
    }
    lengths
}

#[inline(never)]
fn wants_string(name: String) -> usize {
    black_box(&name).len()
}

#[inline(never)]
fn wants_str(name: &str) -> usize {
    black_box(name).len()
}

fn owned_argument(words: &[&str]) -> usize {
    let mut letters = 0;
    for word in words {
        letters += wants_string(word.to_string());
    }
    letters
}

fn borrowed_argument(words: &[&str]) -> usize {
    let mut letters = 0;
    for word in words {
        letters += wants_str(word);
    }
    letters
}

fn new_buffer_each_time(words: &[&str]) {
    for word in words {
        let mut line = String::new();
        line.push_str(word);
        black_box(&line);
    }
}

fn one_buffer_cleared(words: &[&str]) {
    let mut line = String::new();
    for word in words {
        line.clear();
        line.push_str(word);
        black_box(&line);
    }
}

#[inline(never)]
fn show_boxed(shown: Box<dyn Display>) {
    black_box(&shown);
}

#[inline(never)]
fn show_borrowed(shown: &dyn Display) {
    black_box(&shown);
}

fn boxed_trait_object(words: &[&str]) {
    for word in words {
        show_boxed(Box::new(word.len()));
    }
}

fn borrowed_trait_object(words: &[&str]) {
    for word in words {
        show_borrowed(&word.len());
    }
}

fn boxed_array() -> Box<[u8]> {
    Box::new([0u8; 65536])
}

fn zeroed_vec() -> Box<[u8]> {
    vec![0u8; 65536].into_boxed_slice()
}

fn main() {
    let words = black_box(["static", "stack", "heap", "owner", "drop", "move", "box", "vec"]);
    black_box(grows(&words));
    black_box(knows_its_size(&words));
    black_box(owned_argument(&words));
    black_box(borrowed_argument(&words));
    new_buffer_each_time(&words);
    one_buffer_cleared(&words);
    boxed_trait_object(&words);
    borrowed_trait_object(&words);
    black_box(boxed_array());
    black_box(zeroed_vec());
}
