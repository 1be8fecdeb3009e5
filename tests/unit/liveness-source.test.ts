import { expect, test } from 'vitest'
import { sourceItems, type Position } from '../../recorder/liveness/source-items.ts'
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

test('a variable is waited for from its let to the semicolon or else, or in the head of a loop or condition', () => {
  const source = [
    'fn main() {',
    '    let x: Vec<u8> =',
    '        vec![1];',
    '    let Some(y) = x.first() else { return };',
    '    for n in x.iter() { use_it(n); }',
    '    while let Some(z) = next() && z > 1 { }',
    '    let late;',
    '    late = x == [1];',
    '}',
    "impl Show for Pair { fn f(a: for<'a> fn(&'a u8)) {} }",
  ].join('\n')
  const heads = sourceItems(source).heads.map(({ start, bound, end }) => [start, bound, end].map(at))
  expect(heads).toEqual([
    ['2:5', '2:20', '3:16'],
    ['4:5', '4:17', '4:29'],
    ['5:5', '5:11', '5:23'],
    ['6:11', '6:23', '6:32'],
  ])
})

const at = ({ line, column }: Position) => `${line}:${column}`

test('the definition of a macro is found, and the calls in it by name', () => {
  const items = sourceItems('macro_rules! show { ($e:expr) => { println!("{}", $e) } }\nfn main() { show!(1) }')
  expect(items.definitions.map(({ name }) => name)).toEqual(['show'])
  expect(items.macros.map(({ name }) => name)).toEqual(['println', 'show'])
})
