//! A panic that is caught and one that is not, with Drop on the way.
struct Loud(u8);
impl Drop for Loud {
    fn drop(&mut self) {
        std::hint::black_box(self.0);
    }
}
fn fails(n: u8) -> u8 {
    let _guard = Loud(n);
    if n > 1 { panic!("too big: {n}") }
    n
}
fn main() {
    let caught = std::panic::catch_unwind(|| fails(2));
    let fine = fails(1);
    std::hint::black_box((caught.is_err(), fine));
    let _last = fails(3);
}
