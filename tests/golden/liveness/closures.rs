fn call<F: FnOnce() -> usize>(f: F) -> usize {
    f()
}

fn main() {
    let text = String::from("moved");
    let list = vec![1, 2, 3];
    let mut count = 0;
    let owns = move || text.len();
    let borrows = || list.len();
    let mut counts = |by: usize| count += by;
    counts(owns());
    counts(borrows());
    let gives = || {
        let inner = list;
        inner.len()
    };
    let sum = call(gives) + call(owns);
    let doubled: Vec<usize> = (0..2).map(|n| n * sum).collect();
    std::hint::black_box((doubled, count));
}
