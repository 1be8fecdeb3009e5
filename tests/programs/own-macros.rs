//! Variables that macros of the program declare: one for each expansion, with its own value.
macro_rules! show {
    ($e:expr) => {{
        let val = $e;
        println!("{}", val);
    }};
}
macro_rules! note {
    () => {{
        let a = 1;
        mark(a);
        let b = 2;
        mark(b);
    }};
}
macro_rules! pair {
    ($name:ident, $v:expr) => {
        let $name = vec![$v; 2];
    };
}
fn mark(_: u32) {}
/// `val` is 3 at the first, 7 at the second `println!`.
fn values() {
    show!(1 + 2);
    show!(3 + 4);
}
/// `list` is uninitialised until its own line has run.
fn after_macros() {
    note!();
    note!();
    let list = vec![42];
    println!("{list:?}");
}
/// `list` has the name that the call gives it, and is live behind that.
fn named_by_call() {
    let b = 11;
    pair!(list, b);
    let n = list.len();
    println!("{n} {list:?}");
}
fn main() {
    values();
    after_macros();
    named_by_call();
}
