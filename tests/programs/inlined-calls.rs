//! Functions that are inlined in every build: each call is a call, with variables of its own, though they lie
//! in the frame around it.
struct Total { sum: u32 }
impl Total {
    #[inline(always)]
    fn add(&mut self, n: u32) -> u32 {
        let more = doubled(n);
        self.sum += more;
        self.sum
    }
}
#[inline(always)]
fn doubled(n: u32) -> u32 {
    let twice = n * 2;
    plain(twice)
}
fn plain(n: u32) -> u32 {
    n + 1
}
#[inline(always)]
fn boxed(n: u32) -> Box<u32> {
    let text = String::from("gone");
    let size = text.len() as u32;
    Box::new(n + size)
}
fn main() {
    let start = std::hint::black_box(3);
    let mut total = Total { sum: start };
    for n in 0..2 {
        let sum = total.add(n + start);
        std::hint::black_box(sum);
    }
    let held = boxed(start);
    eprintln!("text start {start}");
    eprintln!("heap {:p} 4", &*held);
}
