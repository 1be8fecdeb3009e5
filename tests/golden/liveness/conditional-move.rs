struct Noisy(&'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("{}", self.0);
    }
}

fn eat(noisy: Noisy) {
    std::hint::black_box(&noisy);
}

fn apart(taken: bool) {
    let treat = Noisy("treat");
    let mut count = 1;
    if taken {
        eat(treat);
        count += 1;
    }
    std::hint::black_box(count);
}

fn one_line(taken: bool) {
    let snack = Noisy("snack");
    if taken { eat(snack) } else { std::hint::black_box(1); }
    std::hint::black_box(taken);
}

fn main() {
    apart(true);
    apart(false);
    one_line(true);
    one_line(false);
}
