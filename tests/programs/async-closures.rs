//! Async closures, async blocks, and async functions of traits: each makes a future, which may wait for others.
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
struct Later(bool);
impl Future for Later {
    type Output = u32;
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<u32> {
        let ready = std::mem::replace(&mut self.0, true);
        if ready { Poll::Ready(5) } else { Poll::Pending }
    }
}
trait Source {
    async fn next(&mut self) -> u32;
}
struct Counter { at: u32 }
impl Source for Counter {
    async fn next(&mut self) -> u32 {
        self.at += Later(false).await;
        self.at
    }
}
async fn twice(call: impl AsyncFn(u32) -> u32) -> u32 {
    call(1).await + call(2).await
}
fn poll<F: Future>(future: Pin<&mut F>) -> Option<F::Output> {
    match future.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}
fn main() {
    let base = 10;
    let name = String::from("add");
    let add = async |n: u32| {
        let long = vec![n; 2];
        let got = Later(false).await;
        got + base + name.len() as u32 + long.len() as u32
    };
    let mut called = Box::pin(twice(add));
    poll(called.as_mut());
    poll(called.as_mut());
    let sum = poll(called.as_mut());
    let owned = vec![1, 2];
    let mut block = Box::pin(async move {
        let mut counter = Counter { at: owned[0] };
        counter.next().await
    });
    poll(block.as_mut());
    let last = poll(block.as_mut());
    eprintln!("variant sum {}", if sum.is_some() { "Some" } else { "None" });
    eprintln!("variant last {}", if last.is_some() { "Some" } else { "None" });
}
