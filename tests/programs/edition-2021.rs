//! A program of edition 2021: `gen` is a name like any other, and what a block's last expression borrows
//! lives longer than the block.
//@ edition: 2021
struct Loud(u8);
impl Drop for Loud {
    fn drop(&mut self) {
        std::hint::black_box(self.0);
    }
}
impl Loud {
    fn value(&self) -> u8 {
        self.0
    }
}
fn last() -> u8 {
    let gen = 1;
    gen + Loud(2).value()
}
fn main() {
    let gen = last();
    eprintln!("text gen {gen}");
}
