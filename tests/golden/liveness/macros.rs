macro_rules! twice {
    ($value:expr) => {{
        let kept = $value;
        kept + kept
    }};
}

fn main() {
    let text = String::from("in");
    let list = vec![text, String::from("out")];
    println!("{:?} {}", list, list.len());
    println!("plain");
    let four = twice!(list.len());
    let line = format!("{four} {four}");
    assert_eq!(four, 4);
    let shown = vec![line];
    std::hint::black_box(shown);
}
