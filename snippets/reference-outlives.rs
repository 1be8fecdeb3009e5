//! Returning a reference to a local is refused.
//@ must-not-compile: E0515

// #region dangling
fn dangling() -> &'static u64 {
    let local = 7;
    &local
}
// #endregion

fn main() {
    dangling();
}
