//! An async function that is polled twice: what lives across an await lies in its future.
use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
struct Later(bool);
impl Future for Later {
    type Output = u32;
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<u32> {
        if self.0 { return Poll::Ready(5); }
        self.0 = true;
        Poll::Pending
    }
}
async fn doubled(text: String) -> usize {
    let waited = Later(false).await;
    text.len() * waited as usize
}
fn main() {
    let mut future = pin!(doubled(String::from("abc")));
    let mut context = Context::from_waker(Waker::noop());
    let first = future.as_mut().poll(&mut context).is_pending();
    let second = future.as_mut().poll(&mut context);
    std::hint::black_box((first, second));
}
