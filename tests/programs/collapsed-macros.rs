//! Macros whose code stands where they are called: `#[collapse_debuginfo(yes)]`.
#[collapse_debuginfo(yes)]
macro_rules! doubled {
    ($value:expr, $then:block) => {{
        let twice = $value * 2;
        note!(twice);
        $then
        twice
    }};
}
#[allow(unused_macros)]
#[collapse_debuginfo(yes)]
macro_rules! note {
    ($number:expr) => {{
        let boxed = Box::new($number);
        keep(*boxed);
    }};
}
macro_rules! plain {
    ($value:expr) => {{
        let held = Box::new($value);
        *held + 1
    }};
}
#[inline(never)]
fn keep(number: u32) {
    std::hint::black_box(number);
}
fn main() {
    let first = 3;
    let second = doubled!(first, {
        keep(7);
        keep(8);
    });
    note!(second);
    let third = plain!(second);
    eprintln!("text first {first}");
    eprintln!("text second {second}");
    eprintln!("text third {third}");
}
