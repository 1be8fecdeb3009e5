import { expect, test } from 'vitest'
import { sourceItems } from '../../recorder/liveness/source-items.ts'
import { tokens } from '../../recorder/liveness/tokens.ts'

test('comments, strings, chars and lifetimes hide nothing and are no items', () => {
  const source = `// fn a() {}
/* fn b() { /* nested */ } */
fn real<'a>(text: &'a str) -> char { let s = r#"fn c() { " }"#; let q = '"'; let e = '\\''; '{' }
fn after() {}`
  const found = sourceItems(source).functions
  expect(found.map((one) => [one.name, one.start.line])).toEqual([
    ['real', 3],
    ['after', 4],
  ])
  expect(found[0]?.end.line).toBe(3)
})

test('columns count bytes, as DWARF does', () => {
  const [, , equals] = tokens('let é = 1')
  expect(equals).toMatchObject({ text: '=', column: 8 })
})

test('a macro call reaches from its path to its bracket, calls inside it too; its statement is known', () => {
  const { macros } = sourceItems('fn main() {\n    std::println!("{}", vec![1, 2].len());\n    vec![3];\n}')
  expect(macros.map(({ start, end }) => [start.line, start.column, end.line, end.column])).toEqual([
    [2, 5, 2, 41],
    [2, 25, 2, 34],
    [3, 5, 3, 11],
  ])
  expect(macros.map(({ statement }) => [statement.line, statement.column])).toEqual([
    [2, 5],
    [2, 5],
    [3, 5],
  ])
})

test('`!=` and `!x` are no macro calls', () => {
  expect(sourceItems('fn f(a: u8) -> bool { a != (1) && !(a == 2) }').macros).toEqual([])
})

test('field names of structs, generic ones and variants', () => {
  const { fields } = sourceItems(`
struct Pair { pub left: std::string::String, right: Map<K, V> }
struct Stack<T: Clone> where T: Copy { items: Vec<T>, size: usize }
enum Tree { Leaf(i32), Node { child: Box<Tree>, next: u8 } }`)
  expect(fields.get('Pair')).toEqual(['left', 'right'])
  expect(fields.get('Stack')).toEqual(['items', 'size'])
  expect(fields.get('Node')).toEqual(['child', 'next'])
})

test('generic parameters of functions, impls and traits, lifetimes left out', () => {
  const { parameters } = sourceItems(`
impl<'a, T: Fn(u8) -> u8> Holder<'a, T> { fn with<F: FnOnce() -> Vec<T>, const N: usize>(f: F) {} }
trait Shape<K> {}
fn plain(a: u8) {}`)
  expect([...parameters]).toEqual(['T', 'F', 'N', 'K'])
})
