//! Functions that `?` leaves early: what would have been bound behind it is not, and its line does not run.
use std::num::ParseIntError;
fn below(n: u32) -> Option<u32> {
    let less = n.checked_sub(1)?;
    Some(less)
}
fn owned(text: Option<&str>) -> Option<String> {
    let copy = text?.to_string();
    Some(copy)
}
fn unit(n: u32) -> Result<u32, ()> {
    let less = n.checked_sub(1).ok_or(())?;
    Ok(less)
}
fn parsed(text: &str) -> Result<u32, ParseIntError> {
    let number = text.parse::<u32>()?;
    Ok(number)
}
#[inline(always)]
fn inlined(n: u32) -> Option<u32> {
    let less = n.checked_sub(1)?;
    Some(less)
}
fn main() {
    for n in 0..2 {
        let of_option = below(n);
        let of_unit = unit(n);
        let of_inlined = inlined(n);
        println!("{of_option:?} {of_unit:?} {of_inlined:?}");
    }
    let nothing = owned(None);
    let some = owned(Some("text"));
    let wrong = parsed("x");
    let right = parsed("5");
    println!("{nothing:?} {some:?} {wrong:?} {right:?}");
}
