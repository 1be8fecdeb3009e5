//! Arguments in registers, pairs, and as the address of a copy.
#[derive(Clone, Copy)]
struct Big { a: u64, b: u64, c: u64 }
fn one(n: u8) -> u8 { n }
fn pair(text: &str) -> usize { text.len() }
fn big(value: Big) -> u64 { value.a + value.b + value.c }
fn array(bytes: [u8; 16]) -> u8 { bytes[0] }
fn change(numbers: &mut Vec<u32>) { numbers.push(4); }
fn main() {
    let value = Big { a: 1, b: 2, c: 3 };
    let mut numbers = vec![1];
    change(&mut numbers);
    std::hint::black_box(u64::from(one(1)) + pair("ab") as u64 + big(value) + u64::from(array([9; 16])));
}
