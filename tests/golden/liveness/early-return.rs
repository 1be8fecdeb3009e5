struct Noisy(&'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("{}", self.0);
    }
}

fn early(stop: bool) -> Option<Noisy> {
    let first = Noisy("first");
    if stop {
        return Some(first);
    }
    let second = Noisy("second");
    drop(first);
    Some(second)
}

fn parse(text: &str) -> Result<u32, std::num::ParseIntError> {
    let guard = Noisy("guard");
    let number: u32 = text.parse()?;
    let doubled = number * 2;
    std::hint::black_box(&guard);
    Ok(doubled)
}

fn main() {
    let kept = early(true);
    let other = early(false);
    let good = parse("21");
    let bad = parse("x");
    std::hint::black_box((&kept, &other, &good, &bad));
}
