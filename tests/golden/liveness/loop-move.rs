fn send(message: String) -> usize {
    message.len()
}

fn main() {
    let message = String::from("once");
    let mut round = 0;
    let sent = loop {
        round += 1;
        if round == 2 {
            break send(message);
        }
        std::hint::black_box(&message);
    };
    let mut queue = vec![String::from("a"), String::from("bc")];
    while let Some(last) = queue.pop() {
        let length = send(last);
        std::hint::black_box(length);
    }
    for word in vec![String::from("x"), String::from("yz")] {
        if word.len() > 1 {
            send(word);
        } else {
            std::hint::black_box(&word);
        }
    }
    std::hint::black_box(sent);
}
