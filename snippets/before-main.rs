//! A program that allocates nothing itself: what std allocates before main is entered.
//@ builds: debug, release
//@ before-main
//@ calls: debug 0, release 0

// #region main
fn main() {
    std::hint::black_box(23);
}
// #endregion
