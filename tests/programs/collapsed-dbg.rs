//! What `dbg!` with several values moves, of which the debug information has all on one line.
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

#[derive(Debug)]
struct Name(String);

fn name(text: &str) -> Name {
    Name(String::from(text))
}

async fn ready() -> u8 {
    1
}

async fn polled(one: Name, two: Name) {
    let number = ready().await;
    dbg!(one, two, number);
}

fn behind_a_table(number: u32, one: Name, two: Name) -> u32 {
    let square = match number {
        0 => 4,
        1 => 9,
        2 => 13,
        3 => 1,
        4 => 7,
        5 => 70,
        _ => 3,
    };
    dbg!(one, two);
    square
}

#[inline(always)]
fn inlined(one: Name, two: Name) {
    dbg!(one, two);
}

fn main() {
    let (one, two) = (name("1"), name("2"));
    let list = vec![1, 2];
    dbg!(one, two.0, list);
    let closure = |one: Name, two: Name| {
        let (one, _) = dbg!(one, two);
        one.0.len()
    };
    closure(name("3"), name("4"));
    behind_a_table(2, name("5"), name("6"));
    inlined(name("9"), name("10"));
    let mut future = pin!(polled(name("7"), name("8")));
    let mut context = Context::from_waker(Waker::noop());
    while let Poll::Pending = future.as_mut().poll(&mut context) {}
}
