fn main() {
    let value = String::from("7");
    let value: u32 = value.parse().unwrap();
    let value = Box::new(value);
    {
        let value = *value + 1;
        std::hint::black_box(value);
    }
    let value = Some(value);
    if let Some(value) = value {
        std::hint::black_box(&value);
    }
    let number = 1; let number = number + 1;
    std::hint::black_box(number);
}
