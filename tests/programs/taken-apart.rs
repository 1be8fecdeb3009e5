//! Values that go part by part, or by hand.
use std::mem::ManuallyDrop;
struct Pair {
    a: String,
    b: u8,
}
struct Person {
    name: String,
    age: Box<u8>,
}
/// The first element goes to `p`, the others to `rest`: the array is moved, nothing of it is dropped.
fn all_elements() {
    let all = [String::from("p"), String::from("q"), String::from("r")];
    let [p, rest @ ..] = all;
    assert_eq!(p.len() + rest.len(), 3);
}
/// The second element stays in the array, and is dropped with it.
fn some_elements() {
    let some = [String::from("p"), String::from("q"), String::from("r")];
    let [first, _, last] = some;
    assert_eq!(first.len() + last.len(), 2);
}
/// Before the new text is written, the old one is dropped: then the pair has none.
fn field_written() {
    let mut pair = Pair { a: String::from("old"), b: 1 };
    pair.a = String::from("new");
    assert_eq!(pair.a.len() + pair.b as usize, 4);
}
/// `name` has its text before `age` is bound.
fn two_bindings() {
    let person = Person { name: String::from("Ada"), age: Box::new(36) };
    let Person { name, ref age } = person;
    assert_eq!(name.len() + **age as usize, 39);
}
/// `kept` is dropped though it is a `ManuallyDrop`; what gets its memory then belongs to `other` alone.
fn by_hand() {
    let mut kept = ManuallyDrop::new(String::from("old"));
    unsafe { ManuallyDrop::drop(&mut kept) };
    let other = String::from("new");
    assert_eq!(other.len(), 3);
}
/// The text goes from `kept` to `taken`, and is dropped there.
fn taken_by_hand() {
    let mut kept = ManuallyDrop::new(String::from("one"));
    let taken = unsafe { ManuallyDrop::take(&mut kept) };
    assert_eq!(taken.len(), 3);
}
fn main() {
    all_elements();
    some_elements();
    field_written();
    two_bindings();
    by_hand();
    taken_by_hand();
}
