//! match with bindings, guards, and slices.
enum Message { Text(String), Move { x: i32, y: i32 }, Quit }
fn handle(message: Message) -> usize {
    match message {
        Message::Text(text) if text.is_empty() => 0,
        Message::Text(text) => text.len(),
        Message::Move { x, y } => (x + y) as usize,
        Message::Quit => 1,
    }
}
fn main() {
    let sizes = [
        handle(Message::Text(String::from("abc"))),
        handle(Message::Text(String::new())),
        handle(Message::Move { x: 1, y: 2 }),
        handle(Message::Quit),
    ];
    let [first, .., last] = sizes;
    std::hint::black_box((first, last));
}
