fn choose(first: bool) -> usize {
    let word;
    let length: usize;
    if first {
        word = String::from("one");
        length = 3;
    } else {
        length = 5;
        word = String::from("three");
    }
    word.len() + length
}

fn never(stop: bool) -> u32 {
    let text: String;
    if stop {
        return 0;
    }
    text = String::from("late");
    text.len() as u32
}

fn main() {
    let sum = choose(true) + choose(false);
    let rest = never(true) + never(false);
    std::hint::black_box((sum, rest));
}
