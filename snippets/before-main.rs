//! A program that asks for nothing itself: what std asks for before main is entered.
//@ builds: debug, release
//@ before-main
//@ calls: debug 0, release 0

// #region main
fn main() {
    std::hint::black_box(23);
}
// #endregion
