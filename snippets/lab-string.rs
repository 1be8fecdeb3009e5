//! The lab’s “A String grows”, as a program: the lab is compared with its recording.
//@ builds: debug
use std::hint::black_box;

// #region main
fn main() {
    let mut value: String = String::new();
    for _ in 0..20 { value.push('a'); }
    value.shrink_to_fit();
    black_box(&value);
}
// #endregion
