trait Shape {
    fn area(&self) -> f64;
    fn twice(&self) -> f64 {
        let once = self.area();
        once * 2.0
    }
}

struct Square(f64);

impl Shape for Square {
    fn area(&self) -> f64 {
        let side = self.0;
        side * side
    }
}

struct Stack<T> {
    items: Vec<T>,
}

impl<T: Clone> Stack<T> {
    fn new() -> Self {
        let items = Vec::new();
        Stack { items }
    }
    fn with(mut self, item: T) -> Self {
        self.items.push(item);
        self
    }
    fn into_last(self) -> Option<T> {
        let mut items = self.items;
        let last = items.pop();
        last
    }
}

fn biggest(shapes: &[Box<dyn Shape>]) -> f64 {
    fn larger(a: f64, b: f64) -> f64 {
        let found = if a > b { a } else { b };
        found
    }
    let mut best = 0.0;
    for shape in shapes {
        best = larger(best, shape.twice());
    }
    best
}

fn factorial(n: u64) -> Box<u64> {
    if n == 0 {
        return Box::new(1);
    }
    let below = factorial(n - 1);
    let product = *below * n;
    Box::new(product)
}

fn main() {
    let shapes: Vec<Box<dyn Shape>> = vec![Box::new(Square(2.0)), Box::new(Square(3.0))];
    let area = biggest(&shapes);
    let words = Stack::new().with(String::from("a")).with(String::from("b"));
    let word = words.into_last();
    let numbers = Stack::new().with(1u8);
    let number = numbers.into_last();
    let product = factorial(2);
    std::hint::black_box((area, word, number, product));
}
