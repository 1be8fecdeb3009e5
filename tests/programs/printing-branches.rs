//! Branches that only print a text, in a loop and as the last statement: what is there is known in each of them.
fn main() {
    for n in 1..4 {
        let text = String::from("a");
        if n % 3 == 0 {
            println!("three");
        } else if n % 2 == 0 {
            drop(text);
            println!("two");
        } else {
            println!("neither");
        }
    }
    let letter: Option<i32> = None;
    if let Some(i) = letter {
        println!("{i}");
    } else {
        println!("no letter");
    }
    let wanted = false;
    if wanted {
        println!("wanted");
    } else {
        println!("not wanted");
    }
}
