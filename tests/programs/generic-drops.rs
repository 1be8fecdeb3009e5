//! A generic function drops its values: what has nothing to drop stays as it was.
struct Loud(u8);
impl Drop for Loud {
    fn drop(&mut self) {
        std::hint::black_box(self.0);
    }
}
fn first<T: Clone>(value: T, rest: &[T]) -> usize {
    let list = rest.to_vec();
    list.len()
}
fn hold<T>(value: T) -> u8 {
    std::hint::black_box(&value);
    1
}
fn main() {
    let numbers = first(5, &[1, 2]);
    let texts = first("x", &[]);
    let owned = first(String::from("y"), &[]);
    let pairs = first((1u8, 'c'), &[]);
    let held = hold(Loud(1)) + hold(Some(Loud(2))) + hold(Some(3)) + hold([4; 2]) + hold(Box::new(5)) + hold(&owned);
    eprintln!("text numbers {numbers}");
    eprintln!("text texts {texts}");
    eprintln!("text owned {owned}");
    eprintln!("text pairs {pairs}");
    eprintln!("text held {held}");
}
