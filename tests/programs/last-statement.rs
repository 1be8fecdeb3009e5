//! Variables that nothing follows but code of a std macro, or the brace: each is there until its scope ends.
struct Guard(u8);
impl Drop for Guard {
    fn drop(&mut self) {
        self.0 += 1;
    }
}
/// The box is live at the assertion, and dropped by the brace.
fn asserted() {
    let five = Box::new(5);
    assert_eq!(*five, 5);
}
/// Both guards are live while the text is printed; `second` is dropped first.
fn printed() {
    let first = Guard(1);
    let second = Guard(2);
    println!("only text");
}
/// `tick` is gone at the assertion, where `counter` alone is left.
fn inner_block() {
    let mut counter = 0;
    {
        let mut tick = || counter += 1;
        tick();
    }
    assert_eq!(counter, 1);
}
/// Every line runs, whatever was dropped before: `a` by the brace of its block, `b` by `drop`.
fn between() -> Result<u8, u8> {
    {
        let a = open(1)?;
        println!("inside");
        // The last expression of this block is the macro's.
    }
    println!("between");
    let b = open(2)?;
    drop(b);
    Ok(3)
}
fn open(n: u8) -> Result<Guard, u8> {
    if n > 5 { Err(n) } else { Ok(Guard(n)) }
}
fn main() {
    asserted();
    printed();
    inner_block();
    let ended = between();
    assert!(ended.is_ok());
}
