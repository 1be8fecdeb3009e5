import { expect, it } from 'vitest'
import { addressOf, check, LabFault, programFrom } from '../../components/lab/scene/lab-program.ts'
import { PRESETS } from '../../components/lab/scene/presets.ts'

it('an address gives the program that it was made of', () => {
  for (const { program } of PRESETS) expect(programFrom(addressOf(program))).toEqual(program)
})

it.each([
  ['', '“” is no collection: there are Vec, VecDeque'],
  ['<script>', '“<script>” is no collection'],
  ['Vec', '“” is no type of elements'],
  ['Vec.u64', '“” is no constructor'],
  ['Vec.u64.new.launch', '“launch” is no operation'],
  ['Vec.u64.new.push--3', 'is no operation'],
  ['Vec.u64.new.push-3x', 'is no operation'],
  ['BTreeMap.u64.with_capacity-3', 'is no constructor of BTreeMap'],
  ['Box.u64.new.push-3', '“push” is no operation of Box: there are clone, drop'],
  ['Vec.u64.new.push-1000000000000', 'does not fit into a usize of 32 bits'],
  ['Vec.u64.new.push-100001', '100000 at most'],
  ['Vec.String.collect-50000.clone.clone', '150000 elements are too many'],
  ['Vec.u8.new.insert-2000', 'each moves all other elements: 1000 at most'],
  ['Vec.u64.new.drop.push-1', 'drop stands last'],
  [`Vec.u64.new${'.clear'.repeat(21)}`, '20 at most'],
])('%s is refused in words', (address, words) => {
  expect(() => programFrom(address)).toThrow(LabFault)
  expect(() => programFrom(address)).toThrow(words)
})

it.each([-5, 1.5, NaN])('a count of %s is refused before the module takes it for another', (n) => {
  const program = programFrom('Vec.unit.new')
  expect(() => check({ ...program, operations: [{ name: 'pop', n }] })).toThrow('is no count')
  expect(() => check({ ...program, n })).toThrow('is no count')
})
