//! Variables that inline assembly writes.
use std::arch::asm;
fn main() {
    let x: u64 = 4;
    let mut y: u64;
    unsafe {
        asm!("mov {1}, {0}", "add {1}, 5", in(reg) x, out(reg) y);
    }
    y += 1;
    let z: u64;
    unsafe { asm!("mov {}, 4", out(reg) z) };
    let mut twice = x;
    unsafe { asm!("add {0}, {0}", inout(reg) twice) };
    assert_eq!((x, y, z, twice), (4, 10, 4, 8));
}
