//! Lines that run though nothing was compiled for them, and variables that the debug information leaves out.
#[derive(Clone)]
struct Big {
    parts: [u64; 4],
}
/// `made` is the result: it is live at its last line, built where the caller wants it, and moved at the brace.
fn result() -> String {
    let made = String::from("made");
    // It is the result.
    made
}
fn big(n: u64) -> Big {
    let parts = [n; 4];
    let whole = Big { parts };
    whole
}
/// `number` is the result too, and comes in a register: nothing tells where it lies before.
fn number(n: u32) -> u32 {
    let number = n + 1;
    number
}
/// Constants are stored before the first line; by the language each `let` runs in its turn.
fn constants() -> u32 {
    say("one");
    let limit = 3;
    say("two");
    let last = 9;
    same(limit) + same(last) + same(limit)
}
fn same(n: u32) -> u32 {
    n
}
fn say(text: &str) {
    assert!(text.len() == 3);
}
/// A `let` of several lines: `some` and `ok` are uninitialised at each of its own.
fn long_lets() -> bool {
    let some: Option<String> =
        Some(String::from(
            "Hello"));
    let ok = some.is_some()
        && some.iter().count() == 1;
    ok
}
/// Nothing but its drop follows `unused`.
fn unused() {
    let unused = String::from("gone");
}
fn main() {
    let got = result();
    let whole = big(7).clone();
    assert_eq!(got.len() + whole.parts.len(), 8);
    assert_eq!(number(1) + constants(), 17);
    assert!(long_lets());
    unused();
}
