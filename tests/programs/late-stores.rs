//! Variables that optimised code stores later than their turn, part by part, or in one branch only: until then their
//! places hold what an earlier call left there. `dirty` leaves nines.
use std::hint::black_box;
#[inline(never)]
fn dirty() -> u64 {
    let nines = [9u64; 32];
    black_box(&nines)[3]
}
#[inline(never)]
fn first_of(list: &[u64]) -> u64 {
    let mut first = None;
    for x in list {
        if first.is_none() {
            first = Some(*x);
            continue;
        }
        println!("{x}");
    }
    println!("{first:?}");
    first.unwrap_or(0)
}
#[inline(never)]
fn first_text() {
    let texts = vec![String::from("a"), String::from("b")];
    let mut first = None;
    for text in texts {
        if first.is_none() {
            first = Some(text);
            continue;
        }
        println!("{text}");
    }
    println!("{first:?}");
}
#[inline(never)]
fn summed(list: &[u64]) -> u64 {
    let mut sum = 0;
    for x in list {
        sum += *x;
    }
    *black_box(&sum)
}
#[inline(never)]
fn half(n: usize) -> u64 {
    let mut grid = [0u64; 8];
    let mut at = 0;
    while at < n {
        grid[at] = at as u64;
        at += 1;
    }
    black_box(&at);
    black_box(&grid)[1]
}
fn main() {
    dirty();
    first_of(&[3, 4, 5]);
    first_text();
    dirty();
    summed(&[1, 2, 3]);
    dirty();
    half(4);
    dirty();
    for i in 0..3u64 {
        let mut slot = [0u64; 4];
        slot[0] = i;
        println!("{i}");
        black_box(&slot);
    }
}
