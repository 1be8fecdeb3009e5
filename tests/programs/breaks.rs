//! Loops that are left by `break`, with a value and by a label, inside what has to be dropped.
macro_rules! at {
    ($($v:ident),+) => { $(eprintln!("local {} {:p} {}", stringify!($v), std::ptr::addr_of!($v), std::mem::size_of_val(&$v));)+ };
}
fn grow(kind: u8) -> usize {
    let size = match kind {
        0 => {
            let mut digits = String::from("x");
            while digits.len() < 4 {
                if digits.len() > 1 {
                    break;
                }
                digits.push('y');
            }
            digits.len()
        }
        _ => {
            let word = loop {
                let candidate = String::from("abc");
                if candidate.len() == 3 {
                    break candidate;
                }
            };
            word.len()
        }
    };
    size * 2
}
fn main() {
    let small = grow(0);
    let large = grow(1);
    let rows = [[1u8, 2], [3, 4]];
    let found = 'outer: loop {
        for row in rows {
            let copy = vec![row[1]];
            for cell in row {
                if cell == 3 {
                    break 'outer copy;
                }
            }
        }
    };
    let Some(first) = found.first() else {
        return;
    };
    at!(small, large, rows, found, first);
    eprintln!("vec found {} {}", found.len(), found.capacity());
}
