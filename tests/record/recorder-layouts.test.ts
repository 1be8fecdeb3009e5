import { beforeAll, describe, expect } from 'vitest'
import type { Build } from '../../recorder/schema.ts'
import { recordTests } from '../support/record-test.ts'
import { missing, skipped } from '../support/toolchain.ts'
import { recordText, scratch } from './recorder-tools.ts'

const test = recordTests(import.meta.filename)

// The program says where its values lie (`size_of`, `align_of`, `offset_of!`, `addr_of!`): a second
// way of knowing that shares nothing with the debug information.
const TEXT = `//! Layouts and places, as the program says them itself.
//@ builds: debug
//@ layout: Mixed, Fixed, Choice
//@ map: marked
use std::mem::{align_of, offset_of, size_of};
struct Mixed { a: u8, b: u32, c: u16, d: u64 }
#[repr(C)]
struct Fixed { a: u8, b: u32, c: u16, d: u64 }
#[allow(dead_code)]
enum Choice { Text(String), Number(u64), Neither }
static TABLE: [u16; 4] = [1, 2, 3, 4]; // #mark table
fn main() {
    let mixed = Mixed { a: 1, b: 2, c: 3, d: 4 }; // #mark mixed
    let fixed = Fixed { a: 1, b: 2, c: 3, d: 4 }; // #mark fixed
    let choice = Choice::Number(9); // #mark choice
    let boxed = Box::new(7u32); // #mark boxed
    println!("layout Mixed {} {}", size_of::<Mixed>(), align_of::<Mixed>());
    println!("layout Fixed {} {}", size_of::<Fixed>(), align_of::<Fixed>());
    println!("layout Choice {} {}", size_of::<Choice>(), align_of::<Choice>());
    println!("field Mixed a {}", offset_of!(Mixed, a));
    println!("field Mixed b {}", offset_of!(Mixed, b));
    println!("field Mixed c {}", offset_of!(Mixed, c));
    println!("field Mixed d {}", offset_of!(Mixed, d));
    println!("field Fixed a {}", offset_of!(Fixed, a));
    println!("field Fixed b {}", offset_of!(Fixed, b));
    println!("field Fixed c {}", offset_of!(Fixed, c));
    println!("field Fixed d {}", offset_of!(Fixed, d));
    println!("place mixed {:p}", &raw const mixed);
    println!("place fixed {:p}", &raw const fixed);
    println!("place choice {:p}", &raw const choice);
    println!("place boxed {:p}", &raw const boxed);
    println!("target boxed {:p}", &*boxed);
    println!("place TABLE {:p}", &TABLE);
    let _ = (mixed.a, mixed.b, mixed.c, mixed.d, fixed.a, fixed.b, fixed.c, fixed.d);
}
`

describe.skipIf(missing)(`layouts and the address space are what the program says${skipped}`, () => {
  const dir = scratch()
  let build: Build
  let said: string[][]
  beforeAll(async () => {
    const { recording } = await recordText('says', TEXT, dir, {})
    build = recording.builds['debug']!
    said = build
      .run!.stdout.trim()
      .split('\n')
      .map((line) => line.split(' '))
  })
  const about = (word: string) => said.filter(([first]) => first === word).map((words) => words.slice(1))
  const layoutOf = (name: string) => build.layouts!.find((one) => one.name === name)!

  test('size and alignment of each type', () => {
    expect(about('layout')).toHaveLength(3)
    for (const [name = '', size, align] of about('layout')) {
      expect([name, layoutOf(name).size, layoutOf(name).align]).toEqual([name, Number(size), Number(align)])
    }
  })

  test('the offset of each field, and every byte is a field or padding', () => {
    expect(about('field')).toHaveLength(8)
    for (const [type = '', field, offset] of about('field')) {
      const found = layoutOf(type).fields!.find((one) => one.name === field)
      expect([type, field, found?.offset]).toEqual([type, field, Number(offset)])
    }
    for (const name of ['Mixed', 'Fixed']) {
      const { size, fields } = layoutOf(name)
      expect(fields!.reduce((sum, one) => sum + one.size, 0)).toBe(size)
    }
  })

  test('the address of each marked value and of what it points at, in the mapping that holds it', () => {
    const { mappings, values } = build.addressSpace!
    const roles: Record<string, string> = { boxed: 'heap', TABLE: 'constants' }
    for (const [part, places] of [
      ['place', about('place')],
      ['target', about('target')],
    ] as const) {
      expect(places.length).toBeGreaterThan(0)
      for (const [variable = '', address] of places) {
        const found = values.find((one) => one.variable === variable && one.part === part)
        expect([variable, part, found?.address]).toEqual([variable, part, address])
        const mapping = mappings[found?.mapping ?? -1]
        const onStack = part === 'place' && variable !== 'TABLE'
        expect(mapping?.role, `${part} of ${variable}`).toBe(onStack ? 'stack' : roles[variable])
      }
    }
  })
})
