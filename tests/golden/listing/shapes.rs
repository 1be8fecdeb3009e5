use std::cell::Cell;
use std::hint::black_box;

static GREETING: &str = "hello";
static mut COUNTER: u64 = 0;

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
}

struct Circle {
    radius: f64,
}

trait Shape {
    fn area(&self) -> f64;
}

impl Shape for Circle {
    #[inline(never)]
    fn area(&self) -> f64 {
        self.radius * self.radius * 3.25
    }
}

impl Circle {
    #[inline(never)]
    fn new(radius: f64) -> Circle {
        Circle { radius }
    }
}

#[inline(never)]
fn choose(number: u32, text: &str) -> usize {
    match number {
        0 => text.len(),
        1 => black_box(text.len() + 7),
        2 => black_box(text).len() * 3,
        3 => black_box(GREETING).len(),
        4 => usize::from(text.is_empty()),
        5 => black_box(text.as_ptr()).addr(),
        _ => 99,
    }
}

#[inline(never)]
fn element(numbers: &[u64], index: usize) -> u64 {
    numbers[index]
}

#[inline(never)]
fn largest<T: PartialOrd + Copy>(values: &[T]) -> Option<T> {
    let mut best = *values.first()?;
    for value in values {
        if *value > best {
            best = *value;
        }
    }
    Some(best)
}

#[inline(never)]
fn count() -> u64 {
    unsafe {
        COUNTER += 1;
        COUNTER
    }
}

#[inline(never)]
fn deeper() -> u32 {
    DEPTH.with(|depth| {
        depth.set(depth.get() + 1);
        depth.get()
    })
}

#[inline(never)]
fn grown(mut numbers: Vec<u32>, more: u32) -> Vec<u32> {
    numbers.push(more);
    numbers
}

#[unsafe(no_mangle)]
#[inline(never)]
pub fn first_copy(number: &mut u64) -> u64 {
    *number += 3;
    *number * 5
}

#[unsafe(no_mangle)]
#[inline(never)]
pub fn second_copy(number: &mut u64) -> u64 {
    *number += 3;
    *number * 5
}

fn main() {
    let circle = Circle::new(black_box(2.5));
    let shape: &dyn Shape = &circle;
    black_box(black_box(shape).area());
    for number in 0..black_box(7) {
        black_box(choose(number, black_box(" a {b} ")));
    }
    black_box(element(black_box(&[1, 2, 3]), black_box(1)));
    black_box(largest(black_box(&[1u8, 2])));
    black_box(largest(black_box(&[1.5f64, 2.5])));
    black_box(count() + u64::from(deeper()));
    black_box(grown(black_box(vec![1, 2]), black_box(3)));
    let mut number = black_box(1);
    black_box(first_copy(&mut number) + second_copy(&mut number));
}
