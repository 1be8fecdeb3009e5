//! Trait upcasting, and the way back through `Any`: one value, whichever vtable stands beside its address.
use std::any::Any;
use std::rc::Rc;
trait Named { fn name(&self) -> String; }
trait Animal: Named { fn legs(&self) -> u32 { 4 } }
struct Dog { name: String, age: u8 }
impl Named for Dog { fn name(&self) -> String { self.name.clone() } }
impl Animal for Dog {}
impl Drop for Dog { fn drop(&mut self) { self.age = 0; } }
fn main() {
    let dog = Dog { name: String::from("Rex"), age: 3 };
    let animal: &dyn Animal = &dog;
    let named: &dyn Named = animal;
    let told = named.name();
    let boxed: Box<dyn Animal> = Box::new(Dog { name: String::from("Ida"), age: 5 });
    let legs = boxed.legs();
    let above: Box<dyn Named> = boxed;
    let length = above.name().len();
    drop(above);
    let counted: Rc<dyn Animal> = Rc::new(Dog { name: String::from("Bo"), age: 7 });
    let shared: Rc<dyn Named> = counted.clone();
    drop(counted);
    let any: Box<dyn Any> = Box::new(9u16);
    let back: Result<Box<u16>, Box<dyn Any>> = any.downcast();
    eprintln!("text told {told}");
    eprintln!("{legs} {length} {} {:?}", shared.name(), back.is_ok());
}
