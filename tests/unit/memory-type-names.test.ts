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
    [
      'alloc::boxed::Box<dyn core::ops::function::Fn<(i32, u8), Output=alloc::string::String>, alloc::alloc::Global>',
      'Box<dyn Fn(i32, u8) -> String>',
    ],
    ['&mut dyn core::ops::function::FnMut<(), Output=()>', '&mut dyn FnMut()'],
    [
      'alloc::boxed::Box<(dyn core::ops::function::FnOnce<(demo::Point), Output=core::option::Option<u8>> + core::marker::Send), alloc::alloc::Global>',
      'Box<(dyn FnOnce(Point) -> Option<u8> + Send)>',
    ],
    ['<demo::main::{closure_env#0} as core::ops::function::Fn<(i32)>>', '<{closure#0} as Fn(i32)>'],
    [
      'core::option::Option<&dyn core::ops::function::Fn<(&dyn core::ops::function::Fn<(u8), Output=u8>), Output=()>>',
      'Option<&dyn Fn(&dyn Fn(u8) -> u8)>',
    ],
  ])('%s', (path, name) => {
    expect(shortTypeName(path)).toBe(name)
  })
})
