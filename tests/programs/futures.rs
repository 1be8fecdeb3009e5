//! A future is an enum of the states that it can be in: unresumed, suspended at an `await`, returned.
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
async fn pause() -> u8 {
    let mut first = true;
    std::future::poll_fn(|_| if std::mem::take(&mut first) { Poll::Pending } else { Poll::Ready(()) }).await;
    7
}
fn main() {
    let mut future = Box::pin(pause());
    let mut context = Context::from_waker(Waker::noop());
    let once = future.as_mut().poll(&mut context);
    let twice = future.as_mut().poll(&mut context);
    let block = pin!(async { 1 });
    let last = block.poll(&mut context);
    eprintln!("variant once {}", if once.is_pending() { "Pending" } else { "Ready" });
    eprintln!("variant twice {}", if twice.is_pending() { "Pending" } else { "Ready" });
    eprintln!("variant last {}", if last.is_pending() { "Pending" } else { "Ready" });
}
