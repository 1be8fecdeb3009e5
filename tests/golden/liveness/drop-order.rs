struct Noisy(&'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("{}", self.0);
    }
}

struct Pair {
    one: Noisy,
    two: Noisy,
}

fn main() {
    let outer = Noisy("outer");
    let later = Noisy("later");
    {
        let inner = Noisy("inner");
        let innermost = Noisy("innermost");
        std::hint::black_box((&inner, &innermost));
    }
    let pair = Pair { one: Noisy("one"), two: Noisy("two") };
    let one = pair.one;
    std::hint::black_box((&outer, &later, &one));
}
