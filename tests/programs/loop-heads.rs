//! Heads of loops: what they bind is a variable, the iterator that they hold for themselves is none.
struct Link {
    n: u8,
    next: Option<Box<Link>>,
}
fn list(n: u8, to: u8) -> Option<Box<Link>> {
    if n > to {
        None
    } else {
        Some(Box::new(Link { n, next: list(n + 1, to) }))
    }
}
/// `nums`, `sum` and `n` are all the variables.
fn by_iter() -> i32 {
    let nums = vec![1, 2];
    let mut sum = 0;
    for n in nums.iter() {
        sum += n;
    }
    sum
}
/// `iter` is a number here: 10, then 20.
fn named_iter() -> i32 {
    let nums = vec![10, 20];
    let mut sum = 0;
    for (at, iter) in nums.into_iter().enumerate() {
        sum += iter + at as i32;
    }
    sum
}
/// `node` leads to 1, 2 and 3 in turn.
fn walk() -> u8 {
    let mut head = list(1, 3);
    let mut sum = 0;
    let mut cur = &mut head;
    while let Some(node) = cur {
        sum += node.n;
        cur = &mut node.next;
    }
    sum
}
/// The `if` is the loop's whole body: its lines run in each round.
fn only_if() -> u8 {
    let mut odd = 0;
    for n in 0..3 {
        if n % 2 == 1 {
            odd += n;
        }
    }
    odd
}
fn main() {
    assert_eq!(by_iter(), 3);
    assert_eq!(named_iter(), 31);
    assert_eq!(walk(), 6);
    assert_eq!(only_if(), 1);
}
