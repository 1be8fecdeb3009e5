//! Functions that are inlined in every build, called with constants: the compiler works out most of them, and what is
//! left has no code for their last lines, nor for the scopes of their variables. Their lines run all the same. Of `one`
//! and `kind` nothing is left.
#[inline(always)]
fn tripled(n: u32) -> u32 {
    let t = n * 3;
    t + 1
}
#[inline(always)]
fn nested(n: u32) -> u32 {
    let inner = tripled(n);
    let more = inner + 1;
    more
}
#[inline(always)]
fn summed(n: u32) -> u32 {
    let mut sum = 0;
    for i in 0..n {
        sum += i;
    }
    sum
}
#[inline(always)]
fn first<T: Copy>(list: &[T]) -> T {
    let one = list[0];
    one
}
#[inline(always)]
fn boxed(n: u32) -> Box<u32> {
    let b = Box::new(n);
    b
}
#[inline(always)]
fn folded(n: u32) -> u32 {
    let t = n * 2;
    if t > 5 {
        10
    } else {
        20
    }
}
#[inline(always)]
fn one() -> u32 {
    1
}
struct Labelled {
    size: u32,
}
impl Labelled {
    #[inline(always)]
    fn kind(&self) -> u32 {
        2
    }
}
#[inline(always)]
fn fails(list: Vec<u32>) -> u32 {
    let second = Box::new(list.len());
    list[*second]
}
fn main() {
    let a = tripled(2);
    let b = tripled(3);
    let c = nested(4);
    let d = summed(2);
    let e = first(&[1u8, 2]);
    let f = first(&[5u64, 2]);
    let g = boxed(7);
    let h = folded(3);
    let labelled = Labelled { size: one() };
    let k = labelled.kind() + labelled.size;
    eprintln!("heap {:p} 4", &*g);
    println!("{a} {b} {c} {d} {e} {f} {g} {h} {k}");
    let failed = std::panic::catch_unwind(|| fails(vec![1]));
    println!("{}", failed.is_err());
}
