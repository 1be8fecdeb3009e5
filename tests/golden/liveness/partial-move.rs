struct Name {
    first: String,
    last: String,
}

struct Person {
    name: Name,
    age: u32,
    friend: Box<Name>,
}

fn name(first: &str) -> Name {
    Name { first: String::from(first), last: String::from("Doe") }
}

fn main() {
    let mut person = Person { name: name("Jo"), age: 40, friend: Box::new(name("Al")) };
    let last = person.name.last;
    let friend = person.friend;
    person.name.last = String::from("Roe");
    person.friend = Box::new(name("Bo"));
    let unboxed = *person.friend;
    let older = Person { age: person.age + 1, friend: friend, ..person };
    let pair = (String::from("left"), String::from("right"));
    let (left, _) = pair;
    let Name { first, last: family } = unboxed;
    std::hint::black_box((&last, &older.name.first, &left, &first, &family, older.friend.last.len()));
}
