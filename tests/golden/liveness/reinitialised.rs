struct Noisy(&'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("{}", self.0);
    }
}

fn main() {
    let mut slot = Noisy("first");
    drop(slot);
    slot = Noisy("second");
    slot = Noisy("third");
    let other = slot;
    std::hint::black_box(&other);
    for round in 0..2 {
        slot = Noisy("again");
        if round == 0 {
            drop(slot);
        } else {
            std::mem::forget(slot);
        }
    }
}
