import { describe, expect, test } from 'vitest'
import { shortPath, withoutHashes } from '../../recorder/symbols.ts'
import { functionEnd, functionLines, functionNames } from '../../recorder/rust-source.ts'
import { crateName, recordingName } from '../../recorder/compile.ts'

describe('a demangled path as Rust writes it', () => {
  test.each([
    ['box_new::make', 'make'],
    ['box_new::shapes::make', 'shapes::make'],
    ['box_new::largest::<alloc::string::String>', 'largest::<String>'],
    ['<box_new::Point>::new', 'Point::new'],
    ['<box_new::Circle as box_new::Shape>::area', '<Circle as Shape>::area'],
    ['box_new::main::{closure#0}', 'main::{closure#0}'],
    ['<alloc::vec::Vec<u64>>::push', 'Vec<u64>::push'],
    ['<[u64]>::first', '<[u64]>::first'],
    ['core::ptr::drop_in_place::<box_new::Point>', 'ptr::drop_in_place::<Point>'],
    ['__rustc::__rust_alloc', '__rust_alloc'],
    ['core::panicking::panic_const::panic_const_add_overflow', 'panic_const::panic_const_add_overflow'],
    ['<fn() -> u8 as core::ops::function::FnOnce<()>>::call_once', '<fn() -> u8 as FnOnce<()>>::call_once'],
    ['memcpy', 'memcpy'],
  ])('%s is %s', (path, short) => {
    expect(shortPath(path, 'box_new')).toBe(short)
  })

  test('loses the hashes of both manglings, not the lengths of arrays', () => {
    expect(withoutHashes('box_new[4856416d567b41e8]::make')).toBe('box_new::make')
    expect(withoutHashes('box_new::make::h4b783f15929f7010')).toBe('box_new::make')
    expect(withoutHashes('x[48]::main::{closure#0}::{closure#0}::<i16>')).toBe('x::main::{closure#0}::{closure#0}')
    expect(withoutHashes('<[u8; 4] as x[4856]::T>::f')).toBe('<[u8; 4] as x::T>::f')
  })
})

describe('a function in its source', () => {
  const text = [
    "fn one<'a>(text: &'a str) -> char {",
    "    let open = '{'; // {",
    '    /* { /* nested { */ */',
    '    let raw = r#"{ " {"#;',
    '    let quoted = "\\"{";',
    '    if text == raw { open } else { quoted.chars().next().unwrap() }',
    '}',
    'trait Shape {',
    '    fn area(&self) -> f64;',
    '}',
    'impl Shape for A {',
    '    fn area(&self) -> f64 { 1.0 }',
    '}',
    'impl Shape for B {',
    '    fn area(&self) -> f64 {',
    '        2.0',
    '    }',
    '}',
  ].join('\n')

  test('ends at its brace, past comments, strings and characters', () => {
    expect(functionEnd(text, 1)).toBe(7)
  })

  test('without a body has no end', () => {
    expect(functionEnd(text, 9)).toBeUndefined()
  })

  test('is the one of its name that holds its lines', () => {
    expect(functionLines(text, 'area', [15, 16, 17])).toEqual({ first: 15, last: 17 })
    expect(functionLines(text, 'area', [12])).toEqual({ first: 12, last: 12 })
  })

  test('is where its instructions come from when it has no name', () => {
    expect(functionLines(text, 'closure', [3, 5])).toEqual({ first: 3, last: 5 })
  })
})

test('names of recordings and crates', () => {
  expect(recordingName('/a/My Program.rs')).toBe('my-program')
  expect(recordingName('_.rs')).toBe('program')
  expect(crateName({ name: '2nd-try' })).toBe('_2nd_try')
})

describe('functions that a program declares', () => {
  test('are those of its code, not of comments and texts', () => {
    const text =
      '// fn no() {}\nfn main() {}\n/* fn never() */ pub fn r#match<T>() { let t = "fn not()"; }\nimpl A { fn new() {} }\n'
    expect([...functionNames(text)]).toEqual(['main', 'match', 'new'])
  })
})
