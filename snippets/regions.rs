//! Each kind of value has a region of the address space.
//@ builds: debug
//@ map: address space
//@ steps: debug
//@ calls: debug 2
use std::cell::Cell;
use std::hint::black_box;
use std::ptr;
use std::sync::atomic::AtomicU64;

thread_local! {
    static VISITS: Cell<u64> = const { Cell::new(7) };
}

// #region values
static COUNTER: AtomicU64 = AtomicU64::new(7); // #mark counter
static PRIMES: [u16; 4] = [2, 3, 5, 7]; // #mark primes

fn main() {
    let work: fn() = main; // #mark code
    let text = "stack"; // #mark literal
    let visits = VISITS.with(ptr::from_ref); // #mark visits
    let local = 7u64; // #mark local
    let boxed = Box::new(local); // #mark boxed
    let large = vec![1u8; 1 << 20]; // #mark large
    let empty: Vec<u64> = Vec::new(); // #mark empty
    black_box((work, text, visits, &local, &boxed));
    black_box((&large, &empty, &COUNTER, &PRIMES));
}
// #endregion
