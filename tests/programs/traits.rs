//! Traits: operators, `Deref`, iterators, defaults, associated types, `impl Trait` in and out, conversions by `?`.
use std::error::Error;
use std::fmt;
use std::ops::{Add, Deref, Index};
#[derive(Clone, Copy, Debug, PartialEq)]
struct Point { x: i32, y: i32 }
impl Add for Point {
    type Output = Point;
    fn add(self, other: Point) -> Point { Point { x: self.x + other.x, y: self.y + other.y } }
}
struct Path(Vec<Point>);
impl Deref for Path {
    type Target = [Point];
    fn deref(&self) -> &[Point] { &self.0 }
}
impl Index<&str> for Path {
    type Output = Point;
    fn index(&self, name: &str) -> &Point { if name == "first" { &self.0[0] } else { &self.0[self.0.len() - 1] } }
}
struct Countdown(u32);
impl Iterator for Countdown {
    type Item = u32;
    fn next(&mut self) -> Option<u32> {
        let now = self.0.checked_sub(1)?;
        self.0 = now;
        Some(now)
    }
}
#[derive(Debug)]
struct Wrong(String);
impl fmt::Display for Wrong {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result { write!(out, "wrong: {}", self.0) }
}
impl Error for Wrong {}
fn even(limit: u32) -> impl Iterator<Item = u32> { Countdown(limit).filter(|n| n % 2 == 0) }
fn parse(text: &str) -> Result<u32, Box<dyn Error>> {
    let number: u32 = text.parse()?;
    if number > 9 { Err(Wrong(text.to_string()))? }
    Ok(number)
}
fn sum(numbers: impl IntoIterator<Item = u32>) -> u32 {
    let mut total = 0;
    for number in numbers { total += number; }
    total
}
fn main() {
    let path = Path(vec![Point { x: 1, y: 2 }, Point { x: 3, y: 4 }]);
    let both = path["first"] + path["last"];
    let count = path.len();
    let evens: Vec<u32> = even(5).collect();
    let total = sum(evens.iter().copied().chain([1]));
    let good = parse("7");
    let bad = parse("x");
    let large = parse("12");
    eprintln!("{both:?} {count} {total} {good:?} {} {}", bad.is_err(), large.is_err());
}
