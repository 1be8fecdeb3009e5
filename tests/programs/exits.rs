//! process::exit with an open scope.
fn main() {
    let text = String::from("never dropped");
    if text.len() > 3 {
        std::process::exit(3);
    }
}
