import { describe, expect, it } from 'vitest'
import { shortTypeName } from '../../recorder/memory/type-names.ts'

describe('a type is written as Rust prints it', () => {
  it.each([
    ['alloc::vec::Vec<u64, alloc::alloc::Global>', 'Vec<u64>'],
    ['alloc::boxed::Box<dyn demo::Area, alloc::alloc::Global>', 'Box<dyn Area>'],
    [
      'std::collections::hash::map::HashMap<&str, u8, std::hash::random::RandomState, alloc::alloc::Global>',
      'HashMap<&str, u8>',
    ],
    ['&mut alloc::vec::Vec<alloc::string::String, alloc::alloc::Global>', '&mut Vec<String>'],
    ['core::option::Option<(u8, core::num::nonzero::NonZero<u16>)>', 'Option<(u8, NonZero<u16>)>'],
    ['[demo::inner::Point; 3]', '[Point; 3]'],
    ['fn(demo::Point) -> alloc::boxed::Box<u8, alloc::alloc::Global>', 'fn(Point) -> Box<u8>'],
  ])('%s', (path, name) => {
    expect(shortTypeName(path)).toBe(name)
  })
})
