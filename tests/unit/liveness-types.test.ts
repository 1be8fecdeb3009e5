import { expect, test } from 'vitest'
import { shortType } from '../../recorder/liveness/short-type.ts'

test.for([
  ['std::boxed::Box<Point>', 'Box<Point>'],
  ['&mut std::vec::Vec<u32>', '&mut Vec<u32>'],
  ['std::option::Option<std::string::String>', 'Option<String>'],
  ['&str', '&str'],
  ["&'static str", "&'static str"],
  ["&'a mut shapes::Square", '&mut Square'],
  ["core::fmt::rt::Argument<'_>", 'Argument'],
  ["std::slice::Iter<'_, u32>", 'Iter<u32>'],
  ["std::borrow::Cow<'{erased}, str>", 'Cow<str>'],
  ["std::cell::Ref<'?3, std::vec::Vec<i32>>", 'Ref<Vec<i32>>'],
  ["std::boxed::Box<dyn std::ops::Fn(i32) -> i32 + '_>", 'Box<dyn Fn(i32) -> i32>'],
  ["for<'a> fn(&'a std::string::String) -> usize", 'fn(&String) -> usize'],
  ['[std::string::String; 2]', '[String; 2]'],
  ['(u8, std::rc::Rc<std::cell::RefCell<T>>)', '(u8, Rc<RefCell<T>>)'],
  ['<T as std::iter::Iterator>::Item', '<T as Iterator>::Item'],
  ['{closure@snippet.rs:32:19: 32:34}', '{closure@32:19}'],
  ['std::iter::Map<std::ops::Range<i32>, {closure@snippet.rs:3:9: 3:12}>', 'Map<Range<i32>, {closure@3:9}>'],
] as const)('%s is written %s', ([printed, person]) => {
  expect(shortType(printed)).toBe(person)
})
