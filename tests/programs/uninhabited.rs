//! Enums of which a variant cannot exist, as it holds a type without values: the variant that is there is shown.
use std::convert::Infallible;
#[allow(dead_code)]
enum Void {}
#[allow(dead_code)]
enum First { Never(Infallible), Number(u32) }
#[allow(dead_code)]
enum Last { Number(u32), Never((u8, Void)), Other(Void, u64) }
#[allow(dead_code)]
enum Middle { Byte(u8), Never([Void; 2]), Word(u16) }
struct Holder { nothing: Option<Void>, none: [Void; 0], n: u8 }
fn main() {
    let word: Result<Infallible, u32> = Err(6);
    let right: Result<u32, Infallible> = Ok(5);
    let first = First::Number(7);
    let last = Last::Number(8);
    let byte = Middle::Byte(1);
    let other = Middle::Word(2);
    let maybe: Option<Result<bool, Void>> = Some(Ok(true));
    let none: Option<Result<bool, Void>> = None;
    let holder = Holder { nothing: None, none: [], n: 4 };
    let reference: Result<u8, &Void> = Ok(3);
    std::hint::black_box((&word, &right, &first, &last, &byte, &other, &maybe, &none, &reference));
    let nothing: Option<Void> = None;
    let pair: (Option<Infallible>, ()) = (None, ());
    std::hint::black_box((&nothing, &pair));
    std::hint::black_box((&holder.nothing, &holder.none, holder.n));
    eprintln!("variant word Err");
    eprintln!("variant right Ok");
    eprintln!("variant first Number");
    eprintln!("variant last Number");
    eprintln!("variant byte Byte");
    eprintln!("variant other Word");
    eprintln!("variant maybe Some");
    eprintln!("variant none None");
    eprintln!("variant reference Ok");
    eprintln!("variant nothing None");
}
