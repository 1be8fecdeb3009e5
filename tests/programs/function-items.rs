//! Function items have no size, wherever they are; function pointers have an address.
fn same(n: u32) -> u32 {
    n
}
struct Holder<F> { f: F, n: u64 }
impl<F: Fn(u32) -> u32> Holder<F> {
    fn run(&self) -> u32 {
        (self.f)(self.n as u32)
    }
}
fn both<F: Fn(u32) -> u32, G: Fn(u32) -> u32>(f: F, g: G) -> u32 {
    f(g(1))
}
fn pointer(f: fn(u32) -> u32) -> u32 {
    f(2)
}
fn main() {
    let item = same;
    let pair = (same, 5u64);
    let holder = Holder { f: same, n: 7 };
    let maybe = Some(same);
    let items = [same, same];
    let table: [(&str, fn(u32) -> u32); 1] = [("same", same)];
    let total = holder.run() + both(same, same as fn(u32) -> u32) + pointer(item);
    let more = pair.0(1) + maybe.map_or(0, |f| f(3)) + items[0](4) + table[0].1(5);
    eprintln!("local pair {:p} {}", &raw const pair, size_of_val(&pair));
    eprintln!("local holder {:p} {}", &raw const holder, size_of_val(&holder));
    eprintln!("local maybe {:p} {}", &raw const maybe, size_of_val(&maybe));
    eprintln!("field pair 1 {} 8", (&raw const pair.1).addr() - (&raw const pair).addr());
    eprintln!("field holder n {} 8", (&raw const holder.n).addr() - (&raw const holder).addr());
    eprintln!("text total {total}");
    eprintln!("text more {more}");
}
