//! Discriminants that the program chose: negative ones, and ones that need all bits of their type.
#[repr(i8)]
enum Small { Cold(u8) = -5, Warm(u16) = 5, Off = -128 }
#[repr(i64)]
enum Wide { Low(u8) = -1, High = i64::MAX, Lowest(u16) = i64::MIN }
#[repr(u64)]
enum Unsigned { Most(u8) = u64::MAX, Byte = 255 }
#[repr(u64)]
#[derive(Clone, Copy)]
enum Plain { Most = u64::MAX, Half = 1 << 63, One = 1 }
#[derive(Clone, Copy)]
enum Below { One = -1, Two = -2 }
fn main() {
    let cold = Small::Cold(1);
    let warm = Small::Warm(2);
    let off = Small::Off;
    let low = Wide::Low(3);
    let high = Wide::High;
    let lowest = Wide::Lowest(4);
    let most = Unsigned::Most(5);
    let byte = Unsigned::Byte;
    let plain = [Plain::Most, Plain::Half, Plain::One];
    let half = plain[1];
    let below = [Below::One, Below::Two];
    let two = below[1];
    let order = std::cmp::Ordering::Less;
    std::hint::black_box((&cold, &warm, &off, &low, &high, &lowest, &most, &byte, &half, &two, &order));
    eprintln!("variant cold Cold");
    eprintln!("variant warm Warm");
    eprintln!("variant off Off");
    eprintln!("variant low Low");
    eprintln!("variant high High");
    eprintln!("variant lowest Lowest");
    eprintln!("variant most Most");
    eprintln!("variant byte Byte");
    eprintln!("variant half Half");
    eprintln!("variant two Two");
    eprintln!("variant order Less");
}
