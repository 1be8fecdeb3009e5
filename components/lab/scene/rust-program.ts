import type { LabOperation, LabProgram } from './lab-program.ts'
import { ELEMENT, typeOf, type CollectionName } from './vocabulary.ts'

const IMPORTS: Readonly<Partial<Record<CollectionName, string>>> = {
  VecDeque: 'use std::collections::VecDeque;',
  HashMap: 'use std::collections::HashMap;',
  BTreeMap: 'use std::collections::BTreeMap;',
  Rc: 'use std::rc::Rc;',
}

/** The statements of a program, as its `main` has them. */
export function statementsOf(program: LabProgram): string[] {
  const type = typeOf(program.collection, program.element)
  const made = `let ${isBox(program) ? '' : 'mut '}value: ${type} = ${constructorOf(program)};`
  return [made, ...program.operations.map((one) => statementOf(program, one))]
}

/** The whole program in Rust: what the lab does, for a compiler. */
function rustOf(program: LabProgram): string {
  const lines = statementsOf(program)
  const { type, nth } = ELEMENT[program.element]
  const text = lines.join('\n')
  const element =
    program.collection === 'String'
      ? []
      : [`fn element(${/\bn\b/.test(nth) ? 'n' : '_n'}: usize) -> ${type} {`, `    ${nth}`, '}', '']
  const filter = text.includes('any') ? ['fn any(_: &usize) -> bool {', '    black_box(true)', '}', ''] : []
  const imported = IMPORTS[program.collection]
  return [
    ...(imported ? [imported] : []),
    'use std::hint::black_box;',
    '',
    ...element,
    ...filter,
    '// #region main',
    'fn main() {',
    ...lines.map((line) => `    ${line}`),
    ...(program.operations.at(-1)?.name === 'drop' ? [] : ['    black_box(&value);']),
    '}',
    '// #endregion',
    '',
  ].join('\n')
}

function isBox({ operations, collection }: LabProgram): boolean {
  const changes = operations.some(({ name }) => name !== 'drop' && !(name === 'clone' && collection === 'Rc'))
  return !changes
}

function constructorOf({ collection, made, n }: LabProgram): string {
  const item = itemOf(collection, 'n')
  switch (made) {
    case 'new':
      return collection === 'Box' || collection === 'Rc' ? `${collection}::new(element(0))` : `${collection}::new()`
    case 'with_capacity':
      return `${collection}::with_capacity(${n})`
    case 'collect':
      return `(0..${n}).map(|${item.parameter}| ${item.made}).collect()`
    case 'collect_filtered':
      return `(0..${n}).filter(any).map(|${item.parameter}| ${item.made}).collect()`
  }
}

function itemOf(collection: CollectionName, n: string): { parameter: string; made: string } {
  if (collection === 'String') return { parameter: `_: usize`, made: `'a'` }
  if (collection === 'HashMap' || collection === 'BTreeMap')
    return { parameter: n, made: `(${n} as u64, element(${n}))` }
  return { parameter: n, made: `element(${n})` }
}

function statementOf({ collection }: LabProgram, { name, n }: LabOperation): string {
  const item = itemOf(collection, 'n')
  const isMap = collection === 'HashMap' || collection === 'BTreeMap'
  const each = (statement: string) => (n === 1 ? statement : `for _ in 0..${n} { ${statement} }`)
  switch (name) {
    case 'push':
      if (collection === 'String') return each(`value.push('a');`)
      if (isMap) return each('value.insert(value.len() as u64, element(value.len()));')
      return each(`value.${collection === 'VecDeque' ? 'push_back' : 'push'}(element(value.len()));`)
    case 'insert':
      if (collection === 'String') return each(`value.insert(0, 'a');`)
      return each(
        collection === 'VecDeque'
          ? 'value.push_front(element(value.len()));'
          : 'value.insert(0, element(value.len()));',
      )
    case 'pop':
      if (collection === 'HashMap') return each('value.remove(&(value.len() as u64).wrapping_sub(1));')
      if (collection === 'BTreeMap') return each('value.pop_last();')
      return each(collection === 'VecDeque' ? 'value.pop_front();' : 'value.pop();')
    case 'reserve':
      return `value.reserve(${n});`
    case 'shrink_to_fit':
      return 'value.shrink_to_fit();'
    case 'clear':
      return 'value.clear();'
    case 'clone':
      return collection === 'Rc' ? 'let _other = Rc::clone(&value);' : 'value = value.clone();'
    case 'extend':
      return `value.extend((value.len()..value.len() + ${n}).map(|${item.parameter}| ${item.made}));`
    case 'extend_filtered':
      return `value.extend((value.len()..value.len() + ${n}).filter(any).map(|${item.parameter}| ${item.made}));`
    case 'map_and_collect':
      return 'value = value.into_iter().map(|item| item).collect();'
    case 'drop':
      return 'drop(value);'
  }
}

/** The file `snippets/lab-NAME.rs` of a preset: its program with what the recorder is told. */
export function snippetOf(title: string, program: LabProgram): string {
  return [
    `//! The lab’s “${title}”, as a program: the lab is compared with its recording.`,
    '//@ builds: debug',
    rustOf(program),
  ].join('\n')
}
