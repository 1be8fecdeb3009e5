//! Futures from poll to poll: what their bodies keep across an `await`, what they do not, and futures that are
//! dropped half-way, made anew at the same address, or panic.
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
struct Later(bool);
impl Future for Later {
    type Output = u32;
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<u32> {
        let ready = std::mem::replace(&mut self.0, true);
        if ready { Poll::Ready(5) } else { Poll::Pending }
    }
}
async fn both(number: u16, text: String) -> usize {
    drop(Box::new(1));
    let early = String::from("early");
    drop(early);
    let kept = vec![1u8, 2];
    let lent = &kept;
    let kept = String::from("kept");
    let first = Later(false).await;
    let sum = lent.len() + kept.len() + first as usize;
    let second = Later(false).await;
    sum + second as usize + text.len() + number as usize
}
async fn boxed(number: u32) -> u32 {
    let boxed = Box::new(number);
    Later(false).await + *boxed
}
async fn rounds(count: u32) -> u32 {
    let mut total = 0;
    let last = loop {
        let word = total.to_string();
        if total > count { break word; }
        total += boxed(total).await;
    };
    last.len() as u32
}
async fn perhaps(give: bool, text: String) {
    if give {
        drop(text);
    }
    Later(false).await;
}
async fn panics((text, _): (String, u8)) {
    Later(false).await;
    None::<u8>.expect(&text);
}
fn poll<F: Future>(future: Pin<&mut F>) -> bool {
    future.poll(&mut Context::from_waker(Waker::noop())).is_pending()
}
fn main() {
    let mut one = Box::pin(both(3, String::from("abc")));
    let mut other = Box::pin(both(4, String::from("x")));
    poll(one.as_mut());
    poll(other.as_mut());
    poll(one.as_mut());
    poll(one.as_mut());
    drop(other);
    let mut looped = Box::pin(rounds(2));
    while poll(looped.as_mut()) {}
    for give in [true, false] {
        let mut future = Box::pin(perhaps(give, String::from("p")));
        poll(future.as_mut());
    }
    let mut pinned = pin!(panics((String::from("six"), 1)));
    poll(pinned.as_mut());
    let caught = catch_unwind(AssertUnwindSafe(|| poll(pinned.as_mut())));
    eprintln!("variant caught {}", if caught.is_err() { "Err" } else { "Ok" });
}
