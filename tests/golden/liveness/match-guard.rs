fn keep(text: String) -> usize {
    text.len()
}

fn pick(given: Option<String>) -> usize {
    match given {
        Some(long) if long.len() > 3 => keep(long),
        Some(short) => {
            let copy = short.clone();
            keep(short) + copy.len()
        }
        None => 0,
    }
}

fn main() {
    let a = pick(Some(String::from("lengthy")));
    let b = pick(Some(String::from("ab")));
    let c = pick(None);
    if let Some(word) = Some(String::from("if")) {
        keep(word);
    }
    std::hint::black_box(a + b + c);
}
