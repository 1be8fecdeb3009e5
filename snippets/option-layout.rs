//! `Option` and `Result` are inline: a niche is free, otherwise a tag and padding.
//@ builds: debug, release
//@ layout: u32, Option<u32>, Reading, Box<u32>, Option<Box<u32>>, Result<u32, ()>, Option<String>
//@ calls: debug 0, release 0
use std::hint::black_box;

struct Reading {
    volts: u32,
    limit: Option<u32>,
}

// #region main
fn main() {
    let plain: Option<u32> = Some(7);
    let empty: Option<u32> = None;
    let boxed: Option<Box<u32>> = None;
    let reading = Reading { volts: 7, limit: None };
    black_box((&plain, &empty, &boxed, &reading.volts, &reading.limit));
}
// #endregion
