//! Constructors that only wrap what they are given need no code for it: their lines are steps, before which it is theirs.
struct Wrapper<T> {
    value: T,
}
impl<T> Wrapper<T> {
    fn new(value: T) -> Wrapper<T> {
        Wrapper {
            value,
        }
    }
    fn short(value: T) -> Self {
        Self { value }
    }
}
fn main() {
    let first = Wrapper::new(String::from("a"));
    let second = Wrapper::short(first.value);
    let third = Wrapper::new(&second.value);
    assert_eq!(third.value.len(), 1);
}
