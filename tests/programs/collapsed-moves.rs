//! What a macro moves, drops and initialises on the one line that the debug information has for all of it.
#[derive(Debug)]
struct Name(String);

fn name(text: &str) -> Name {
    Name(String::from(text))
}

fn look(name: &Name) -> usize {
    name.0.len()
}

fn keep(name: Name) -> usize {
    name.0.len()
}

#[collapse_debuginfo(yes)]
macro_rules! relay {
    () => {{
        let first = name("ab");
        let seen = look(&first);
        let second = first;
        let again = look(&second);
        let third = name("c");
        keep(second) + look(&third) + seen + again
    }};
}

#[collapse_debuginfo(yes)]
macro_rules! either {
    ($left:expr) => {{
        let given = name("given");
        if $left {
            look(&given);
            let taken = given;
            look(&taken);
        } else {
            look(&given);
            keep(given);
            look(&name("other"));
        }
    }};
}

#[collapse_debuginfo(yes)]
macro_rules! rounds {
    ($count:expr) => {{
        let mut held = name("round");
        for number in 0..$count {
            look(&held);
            let old = std::mem::replace(&mut held, name("next"));
            look(&held);
            drop(old);
            look(&held);
        }
        keep(held);
    }};
}

fn either(is_left: bool) {
    either!(is_left);
}

fn main() {
    let one = name("one");
    let two = name("two");
    let three = name("three");
    dbg!(one, two, three);
    let sum = relay!();
    either(sum > 2);
    either(sum < 2);
    rounds!(2);
    let closure = |four: Name, five: Name| {
        dbg!(four, five);
    };
    closure(name("four"), name("five"));
}
