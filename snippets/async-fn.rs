//! A future is a value that lies in its owner; only boxing it allocates.
//@ builds: debug, release
//@ calls: debug 1, release 1
use std::future::Future;
use std::hint::black_box;
use std::pin::{Pin, pin};

// #region main
async fn doubled(n: u64) -> u64 {
    std::future::ready(n).await * 2
}

fn main() {
    let plain = black_box(doubled(7));
    let pinned = pin!(black_box(doubled(8)));
    let boxed: Pin<Box<dyn Future<Output = u64>>> =
        Box::pin(black_box(doubled(9)));
    black_box((&plain, &pinned, &boxed));
}
// #endregion
