import { expect, test } from 'vitest'
import { dropCount } from '../../recorder/liveness/drop-glue.ts'
import type { LocalState } from '../../recorder/liveness/facts.ts'
import { sourceItems } from '../../recorder/liveness/source-items.ts'

const types = sourceItems(`
struct Plain { x: i64, y: &'static str }
struct Name { first: String, last: String }
struct Person { name: Name, age: u32, at: Plain, friend: Box<Name> }
struct Loud(u8);
impl Drop for Loud { fn drop(&mut self) {} }
enum Tree { Leaf(i32), Node { left: Box<Tree>, right: Box<Tree> } }
`)
const partly = (...paths: string[]): LocalState => ({ kind: 'partly-moved', paths })

test.for([
  ['a whole value is one drop', { kind: 'live' }, 'Person', 1],
  ['a moved one is none', { kind: 'moved' }, 'Person', 0],
  ['what is left is dropped field by field', partly('name.last'), 'Person', 2],
  ['numbers and references need none', partly('name', 'friend'), 'Person', 0],
  ['a box that was emptied still has its memory', partly('friend.*', 'name'), 'Person', 1],
  ['a tuple', partly('0'), '(std::string::String, Loud, u8)', 1],
  ['the one value of Some', partly('Some.0'), 'std::option::Option<std::string::String>', 0],
  ['a variant with fields', partly('Node.left'), 'Tree', 1],
  ['a type that is not known counts as one', partly('0'), 'other::Type', 1],
] as const)('%s', ([, state, type, count]) => {
  expect(dropCount(state as LocalState, type, types)).toBe(count)
})
