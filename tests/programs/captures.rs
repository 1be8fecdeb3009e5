//! What closures capture: variables, fields of them, and what references and boxes lead to. Each capture
//! has the name, the type and the value of the place in the source.
struct Tag { name: String, bits: [u8; 2] }
struct Item { tag: Tag, boxed: Box<Tag>, n: u32 }
fn call<R>(f: impl Fn() -> R) -> R {
    f()
}
fn change(item: &mut Item, slice: &[u32]) -> usize {
    let mut grow = |by: u32| {
        item.n += by;
        item.tag.name.push('!');
        item.boxed.bits[0] += 1;
        slice.len()
    };
    grow(1)
}
fn sum<T: Clone + Into<u64>>(one: &T, other: T) -> u64 {
    let add = || one.clone().into() + other.clone().into();
    add()
}
fn main() {
    let text = "hello";
    let tag = Tag { name: String::from("t"), bits: [1, 2] };
    let reference = &tag;
    let boxed = Box::new(7);
    let n = call(|| text.len() + reference.bits[0] as usize + *boxed as usize);
    let pair = (String::from("a"), 2);
    let take = move || pair.0.len() + pair.1;
    let taken = take();
    let mut item = Item { tag, boxed: Box::new(Tag { name: String::new(), bits: [3, 4] }), n: 9 };
    let changed = change(&mut item, &[5, 6]);
    let twice = &&item.n;
    let deep = || **twice + 1;
    let plain: &dyn Fn() -> u32 = &deep;
    let outer = || {
        let inner = || plain() + item.n;
        inner()
    };
    let nested = outer();
    let sums = sum(&7u32, 8) + sum(&1u8, 2);
    let name = item.boxed.name;
    let give = move || name;
    let given = give();
    eprintln!("text n {n}");
    eprintln!("text taken {taken}");
    eprintln!("text changed {changed}");
    eprintln!("text nested {nested}");
    eprintln!("text sums {sums}");
    eprintln!("text given {given}");
}
