struct Noisy(&'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("{}", self.0);
    }
}

fn fail(fails: bool) {
    let guard = Noisy("guard");
    let given = Noisy("given");
    if fails {
        std::panic::resume_unwind(Box::new(1));
    }
    drop(given);
    std::hint::black_box(&guard);
}

fn main() {
    let caught = std::panic::catch_unwind(|| fail(true));
    let fine = std::panic::catch_unwind(|| fail(false));
    std::hint::black_box((caught.is_err(), fine.is_err()));
}
