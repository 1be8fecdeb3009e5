//! Expressions of several lines: what they take is there until they have run, on whichever of their lines it stands.
struct User {
    active: bool,
    email: String,
    name: String,
}
fn build(email: String, name: String) -> User {
    User {
        active: true,
        email,
        name,
    }
}
fn pair(first: String, second: String) -> (String, String) {
    (
        first,
        second,
    )
}
fn main() {
    let user = build(
        String::from("a@b"),
        String::from("Ada"),
    );
    let texts = pair(
        user.email,
        user.name,
    );
    assert!(user.active && texts.0.len() == 3);
}
