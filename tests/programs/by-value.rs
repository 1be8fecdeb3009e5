//! A closure that is called by value holds its captures, and its caller passes its address; a list within an assertion;
//! a pair of which no code tells its type.
fn apply<F: FnOnce() -> usize>(f: F) -> usize {
    f()
}
fn main() {
    let name = String::from("ab");
    let greeting = "hi";
    let told = || {
        println!("{greeting}");
        let kept = name;
        kept.len()
    };
    let size = apply(told);
    let sizes = vec![size];
    assert_eq!(sizes, vec![2]);
    let pair = (size, 'x');
}
