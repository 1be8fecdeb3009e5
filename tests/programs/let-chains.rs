//! Patterns that bind in conditions: let chains, `let … else`, or-patterns, `@`, and `while let` with more to it.
#[derive(Debug)]
enum Shape { Dot(String), Line { from: String, to: Option<Box<u32>> }, Nothing }
fn length(shape: Shape) -> usize {
    if let Shape::Line { from, to } = shape
        && let Some(end) = to
        && *end > 1
    {
        let all = from.len() + *end as usize;
        return all;
    }
    0
}
fn name(shape: &Shape) -> &str {
    let (Shape::Dot(text) | Shape::Line { from: text, .. }) = shape else {
        return "nothing";
    };
    text
}
fn main() {
    let full = length(Shape::Line { from: String::from("ab"), to: Some(Box::new(3)) });
    let short = length(Shape::Line { from: String::from("cd"), to: Some(Box::new(1)) });
    let empty = length(Shape::Nothing);
    let dot = Shape::Dot(String::from("dot"));
    let named = name(&dot);
    let unnamed = name(&Shape::Nothing).len();
    let mut words = vec![String::from("a"), String::from("bc"), String::new()];
    let mut seen = 0;
    while let Some(word) = words.pop()
        && seen < 2
    {
        if word.is_empty() {
            continue;
        }
        seen += word.len();
    }
    let small = match seen {
        few @ 1..=2 => few,
        many @ (3 | 4) => many * 10,
        other => other,
    };
    eprintln!("{full} {short} {empty} {named} {unnamed} {small} {words:?}");
}
