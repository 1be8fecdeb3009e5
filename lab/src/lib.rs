//! The lab: std's own collections, worked by the numbers that a page passes, over an allocator that records.
//!
//! A page calls `make` once, then `apply` for each operation. It hears of each call of the allocator
//! (`recorder.rs`), and after each element of how the collection stands. A panic ends the instance by a trap; the page
//! throws it away and makes a fresh one.

mod collections;
mod element;
mod recorder;

use std::cell::RefCell;
use std::collections::hash_map::RandomState;
use std::panic;

use collections::{Collection, made};
use recorder::telling;

#[link(wasm_import_module = "page")]
unsafe extern "C" {
    /// How the collection stands: elements, capacity (`NO_CAPACITY` where the type tells none), address of its block.
    safe fn stands(len: usize, capacity: usize, block: usize);
    /// A panic's message, UTF-8 at that address.
    safe fn panicked(address: usize, bytes: usize);
    /// The version of this std, UTF-8 at that address.
    safe fn named(address: usize, bytes: usize);
}

thread_local! {
    /// What is worked on; `None` before `make` and after `drop`.
    static WORKED_ON: RefCell<Option<Box<dyn Collection>>> = const { RefCell::new(None) };
}

/// Tells the version of the compiler that built this std, and so the version of this std.
#[unsafe(no_mangle)]
pub extern "C" fn name_std() {
    const VERSION: &str = env!("STD_VERSION");
    named(VERSION.as_ptr().addr(), VERSION.len());
}

/// Makes the collection. The numbers are those of `components/lab/scene/vocabulary.ts`.
/// Gives 0 for a combination that does not exist.
#[unsafe(no_mangle)]
pub extern "C" fn make(collection: u32, element: u32, constructor: u32, n: usize) -> u32 {
    panic::set_hook(Box::new(|info| {
        recorder::be_silent();
        let message = info.to_string();
        panicked(message.as_ptr().addr(), message.len());
    }));
    // The first hasher of a thread draws its keys. WebAssembly has no source of them, and std takes a block's address.
    drop(RandomState::new());
    WORKED_ON.with_borrow_mut(|worked_on| {
        *worked_on = made(collection, element, constructor, n);
        worked_on.as_deref().map_or(0, |it| {
            tell_of(it);
            1
        })
    })
}

/// Applies one operation, `n` times where it takes elements one by one. Gives 0 for one that does not exist.
#[unsafe(no_mangle)]
pub extern "C" fn apply(operation: u32, n: usize) -> u32 {
    WORKED_ON.with_borrow_mut(|worked_on| {
        let Some(it) = worked_on.as_deref_mut() else { return 0 };
        match operation {
            0 => each(it, n, |it| it.push()),
            1 => each(it, n, |it| it.insert()),
            2 => each(it, n, |it| it.pop()),
            3 => telling(|| it.reserve(n)),
            4 => telling(|| it.shrink_to_fit()),
            5 => telling(|| it.clear()),
            6 => telling(|| it.become_clone()),
            7 => telling(|| it.extend(n)),
            8 => telling(|| it.extend_filtered(n)),
            9 => telling(|| it.map_and_collect()),
            10 => {
                // The collection's own box is the lab's, and is freed in silence.
                telling(|| it.drop_value());
                *worked_on = None;
                return 1;
            }
            _ => return 0,
        }
        tell_of(it);
        1
    })
}

fn each(it: &mut dyn Collection, n: usize, act: impl Fn(&mut dyn Collection)) {
    for _ in 0..n {
        telling(|| act(it));
        tell_of(it);
    }
}

fn tell_of(it: &dyn Collection) {
    stands(it.len(), it.capacity(), it.block());
}
