//! Cow, Pin and ManuallyDrop: wrappers that say what may be done with what they hold.
use std::borrow::Cow;
use std::marker::PhantomPinned;
use std::mem::ManuallyDrop;
use std::pin::Pin;
struct Fixed { number: u32, _pin: PhantomPinned }
impl Fixed {
    fn bump(self: Pin<&mut Self>) {
        // Nothing is moved.
        let inner = unsafe { self.get_unchecked_mut() };
        inner.number += 1;
    }
}
fn tidy(text: &str) -> Cow<'_, str> {
    if text.contains(' ') { Cow::Owned(text.replace(' ', "_")) } else { Cow::Borrowed(text) }
}
fn main() {
    let plain = tidy("plain");
    let mut spaced = tidy("two words");
    spaced.to_mut().push('!');
    let mut list: Cow<'_, [u8]> = Cow::Borrowed(&[1, 2]);
    list.to_mut().push(3);
    let owned = spaced.into_owned();
    let mut fixed = Box::pin(Fixed { number: 1, _pin: PhantomPinned });
    fixed.as_mut().bump();
    let mut local = std::pin::pin!(Fixed { number: 5, _pin: PhantomPinned });
    local.as_mut().bump();
    let mut free = Pin::new(Box::new(3));
    *free = 4;
    let kept = ManuallyDrop::new(String::from("kept"));
    let taken = ManuallyDrop::into_inner(kept);
    eprintln!("variant plain Borrowed");
    eprintln!("text owned {owned}");
    eprintln!("text taken {taken}");
    eprintln!("{plain} {list:?} {} {} {free}", fixed.number, local.number);
}
