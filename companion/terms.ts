/** A word that the talk uses, and where it is shown. */
export type Term = {
  term: string
  /** One or two sentences; back ticks mark code. */
  means: string
  /** `routeAlias` of the slide that shows it. */
  shown: string
}

/** The talk's terms, in alphabetical order. */
export const TERMS: readonly Term[] = [
  {
    term: 'address space',
    means:
      'All addresses that a process can name. The kernel maps ranges of it, each with permissions; what is not mapped can be neither read nor written.',
    shown: 'address-space',
  },
  {
    term: 'alignment',
    means: 'The number that a value’s address has to be a multiple of. Every type has one, a power of two.',
    shown: 'option-result-proof',
  },
  {
    term: 'allocation',
    means: 'A piece of memory that the allocator handed out to the program, with a size and an alignment.',
    shown: 'box-new',
  },
  {
    term: 'allocator',
    means: 'What gives out pieces of the heap and takes them back. Rust’s containers reach it through `GlobalAlloc`.',
    shown: 'who-frees',
  },
  {
    term: 'allocator call',
    means:
      'One call of `alloc`, `alloc_zeroed` or `realloc` between entry and exit of `main`. What gives back, `dealloc`, is counted apart, as a free.',
    shown: 'vec-new',
  },
  {
    term: 'as if',
    means:
      'The licence of the optimiser: the program has to behave as if it ran as written. Which calls, frames and copies are left is the compiler’s choice.',
    shown: 'promised-or-luck',
  },
  {
    term: 'callee-saved register',
    means:
      'A register whose value a function must hand back unchanged. One that it uses is first saved on the stack, often by `push`.',
    shown: 'push',
  },
  {
    term: 'capacity',
    means: 'How many elements a collection can hold in the memory that it has. A push beyond it calls the allocator.',
    shown: 'vec-capacity',
  },
  {
    term: 'clean debug build',
    means:
      'A debug build without debug assertions and unwinding. The deck uses it for listings only, because they are shorter, and says so.',
    shown: 'vec-new-proof',
  },
  {
    term: 'dangling pointer',
    means:
      'A pointer to memory that is not the pointee’s: freed, out of scope, or never any. An empty vector’s pointer dangles on purpose and is never followed.',
    shown: 'vec-new-stage',
  },
  {
    term: 'drop',
    means:
      'What happens to a value when its owner’s scope ends: its destructor runs, and an owner gives back what it allocated.',
    shown: 'moves',
  },
  {
    term: 'frame',
    means:
      'The part of the stack that belongs to one call of a function: return address, saved registers, and the locals that lie in memory.',
    shown: 'why-stack',
  },
  {
    term: 'header',
    means:
      'The part of a collection that lies in its owner. A `Vec` has a pointer, a length and a capacity, in an order that is not promised.',
    shown: 'vec-new-proof',
  },
  {
    term: 'heap',
    means: 'The memory that the allocator manages. A value lies there when an owner allocated room for it.',
    shown: 'regions',
  },
  {
    term: 'inlining',
    means:
      'Putting a function’s body in the place of a call. The optimiser sees an allocation and its free as a pair only where both are inlined.',
    shown: 'optimisation-levels',
  },
  {
    term: 'layout',
    means:
      'Size and alignment of a type, and the offsets of its fields. Rust promises few of them: fields may stand in any order.',
    shown: 'option-result',
  },
  {
    term: 'local',
    means:
      'A variable of a function, its arguments included. To the program it lies in the frame; the compiler may keep it in a register, in a caller’s frame, in one slot with another, or nowhere.',
    shown: 'never-returned',
  },
  {
    term: 'memory model',
    means:
      'In this talk: where values live. The formal model, of aliasing and atomics, is another matter, and the reference says that it is not fully decided.',
    shown: 'how-to-read',
  },
  {
    term: 'monomorphisation',
    means:
      'Making a copy of a generic function for each set of types that it is used with. The call’s target is then known when the program is compiled.',
    shown: 'dyn-or-generic',
  },
  {
    term: 'move',
    means:
      'Handing a value to a new owner. At most its own bytes are copied, never what it owns on the heap; the old place must not be used any more.',
    shown: 'moves',
  },
  {
    term: 'niche',
    means: 'A bit pattern that is no valid value of a type. `Option` can use one for `None`, and then needs no tag.',
    shown: 'option-result-proof',
  },
  {
    term: 'padding',
    means: 'Bytes within a type that belong to no field. They are there so that each field has its alignment.',
    shown: 'option-result',
  },
  {
    term: 'red zone',
    means:
      'Memory just below `rsp` that a function may use without moving `rsp`, for what no call needs to outlast; one that calls nothing may have its whole frame there. The System V ABI for AMD64 lays it down.',
    shown: 'never-returned-proof',
  },
  {
    term: 'return address',
    means: 'Where the caller goes on. `call` pushes it, `ret` takes it from the stack.',
    shown: 'push',
  },
  {
    term: 'spare capacity',
    means: 'Room that a collection has beyond its length: the next push into it does not call the allocator.',
    shown: 'vec-capacity',
  },
  {
    term: 'stack',
    means:
      'Each thread’s memory for the frames of its running functions. On x86-64 it grows towards lower addresses, and `rsp` marks its end.',
    shown: 'why-stack',
  },
  {
    term: 'static data',
    means:
      'What the binary describes and is mapped when the program is loaded: code, constants, statics, string literals. Statics that begin as zeroes take only their length in the file.',
    shown: 'regions',
  },
  {
    term: 'tag',
    means: 'The part of an enum’s value that says which variant it is, where no niche tells.',
    shown: 'option-result',
  },
  {
    term: 'trait object',
    means:
      'A value behind a pointer whose type is known only by its trait: `&dyn Trait`, `Box<dyn Trait>`. The pointer is a pair, of data and vtable.',
    shown: 'dyn-or-generic',
  },
  {
    term: 'uninitialised',
    means:
      'Of memory: nothing has been written there yet that may be read as a value. Its bytes exist, and mean nothing.',
    shown: 'vec-new-stage',
  },
  {
    term: 'vtable',
    means: 'Static data that tells a trait object’s size, alignment, destructor and methods for one type.',
    shown: 'dyn-or-generic',
  },
  {
    term: 'zero-sized type',
    means: 'A type whose values take no bytes, such as `()`. Boxing one allocates nothing.',
    shown: 'box-always',
  },
]
