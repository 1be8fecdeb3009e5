//! `Ok` allocates nothing; a boxed text error allocates.
//@ builds: debug, release
//@ calls: debug 2, release 2
use std::error::Error;
use std::hint::black_box;

// #region main
fn parse(text: &str) -> Result<u64, Box<dyn Error>> {
    if text.is_empty() {
        return Err("empty".into());
    }
    let number = text.parse()?;
    Ok(number)
}

fn main() {
    let fine = black_box(parse(black_box("7")));
    let wrong = black_box(parse(black_box("")));
    black_box((&fine, &wrong));
}
// #endregion
