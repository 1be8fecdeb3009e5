//! Pointers behind the last element of something, where nothing is or where something else begins: they
//! lead to the end of what they belong to. Pointers that no process can follow keep all of their bits.
static FIRST: [u32; 2] = [1, 2];
static SECOND: [u32; 2] = [3, 4];
fn main() {
    let range = FIRST.as_ptr_range();
    let none = &FIRST[2..];
    let second = &SECOND;
    let iterator = SECOND.iter();
    let text = "hello";
    let rest = &text[5..];
    let world = "world";
    let constants = [5u16, 6].iter();
    let array = [1u8, 2, 3];
    let empty = &array[3..];
    let bytes = [4u8, 5];
    let ends = array.as_ptr_range();
    let mut few = array.iter();
    few.next();
    let letters = "letters".chars();
    let later = array.iter().enumerate().skip(1);
    let list = vec![1u64, 2];
    let behind = &list[2..];
    let high = 0xfedc_ba98_7654_3211_u64 as *const u8;
    let middle = 0x0030_ba98_7654_3211_u64 as *const u8;
    let word = 0xfedc_ba98_7654_3211_u64;
    std::hint::black_box((&range, none, second, &iterator, rest, world, &constants, empty, bytes, &ends, &few));
    std::hint::black_box((behind, high, middle, word, &letters, later));
    eprintln!("into {:p} empty array 3", empty.as_ptr());
    eprintln!("into {:p} ends array 3", ends.end);
    eprintln!("into {:p} few array 1", few.as_slice().as_ptr());
    eprintln!("text high {high:p}");
    eprintln!("text middle {middle:p}");
    eprintln!("text word {word}");
}
