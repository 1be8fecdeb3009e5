//! What it costs to keep sixteen numbers: on the stack, in one box, in three, in a vector with and without capacity.
//!
//! It times itself: `rustc --edition 2024 -C opt-level=3 snippets/cost.rs`, then `TIMES=1 ./cost`.
//@ builds: debug, release
//@ calls: debug 8, release 8
//@ times: stack_array, boxed, three_boxes, with_capacity, growing
use std::hint::black_box;
use std::time::Instant;

#[inline(never)]
// #region stack_array
fn stack_array(numbers: &[u64; 16]) {
    let array = *numbers;
    black_box(&array);
}
// #endregion

#[inline(never)]
// #region boxed
fn boxed(numbers: &[u64; 16]) {
    let boxed = Box::new(*numbers);
    black_box(&boxed);
}
// #endregion

#[inline(never)]
// #region three_boxes
fn three_boxes(numbers: &[u64; 16]) {
    let boxes = [Box::new(*numbers), Box::new(*numbers), Box::new(*numbers)];
    black_box(&boxes);
}
// #endregion

#[inline(never)]
// #region with_capacity
fn with_capacity(numbers: &[u64; 16]) {
    let mut sized = Vec::with_capacity(16);
    for n in numbers {
        sized.push(*n);
    }
    black_box(&sized);
}
// #endregion

#[inline(never)]
// #region growing
fn growing(numbers: &[u64; 16]) {
    let mut grown = Vec::new();
    for n in numbers {
        grown.push(*n);
    }
    black_box(&grown);
}
// #endregion

type Way = (&'static str, fn(&[u64; 16]));
const WAYS: [Way; 5] = [
    ("stack_array", stack_array),
    ("boxed", boxed),
    ("three_boxes", three_boxes),
    ("with_capacity", with_capacity),
    ("growing", growing),
];

const SAMPLES: usize = 301;
const CALLS_A_SAMPLE: u32 = 10_000;

/// Nanoseconds a call: the clock is read before and after many.
fn sample(way: fn(&[u64; 16])) -> f64 {
    let started = Instant::now();
    for _ in 0..CALLS_A_SAMPLE {
        way(black_box(&[7; 16]));
    }
    started.elapsed().as_nanos() as f64 / f64::from(CALLS_A_SAMPLE)
}

/// Samples of each way, taken in turn, so that whatever slows the machine down slows all of them.
fn measure() -> [Vec<f64>; 5] {
    let mut samples = WAYS.map(|_| Vec::with_capacity(SAMPLES));
    for _ in 0..SAMPLES {
        for ((_, way), taken) in WAYS.iter().zip(&mut samples) {
            taken.push(sample(*way));
        }
    }
    samples
}

fn main() {
    for (_, way) in WAYS {
        way(black_box(&[7; 16]));
    }
    // An argument would be allocated, at a size that the program's own path changes.
    if std::env::var_os("SAMPLES").is_some() {
        println!("{CALLS_A_SAMPLE} calls a sample");
        for ((name, _), taken) in WAYS.iter().zip(measure()) {
            let taken: Vec<String> = taken.iter().map(|ns| format!("{ns:.2}")).collect();
            println!("{name} {}", taken.join(" "));
        }
    } else if std::env::var_os("TIMES").is_some() {
        for ((name, _), mut taken) in WAYS.iter().zip(measure()) {
            taken.sort_by(f64::total_cmp);
            let [low, middle, high] = [1, 2, 3].map(|quarter| taken[quarter * SAMPLES / 4]);
            println!("{name:<14} {middle:6.1} ns, the middle half {low:.1} to {high:.1} ns");
        }
    }
}
