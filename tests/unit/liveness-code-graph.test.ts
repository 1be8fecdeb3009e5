import { describe, expect, test } from 'vitest'
import { nodesFrom, type CodeGraph, type CodeNode } from '../../recorder/liveness/code-graph.ts'

/** Code of nodes that each say what they do, `.` for nothing, and run one after the other unless they say where to. */
const code = (...nodes: (string | [string, ...number[]])[]): CodeGraph => ({
  entries: [0],
  nodes: nodes.map((node, index): CodeNode => {
    const [does, ...to] = typeof node === 'string' ? [node] : node
    const next = to.length > 0 ? to.filter((one) => one >= 0) : index + 1 < nodes.length ? [index + 1] : []
    return { ...(does === '.' ? {} : { does }), places: [], next }
  }),
})
const at = (machine: CodeGraph, mir: CodeGraph, instruction: number) => {
  const found = nodesFrom(machine, mir)?.(instruction)
  return found && [...found].sort((a, b) => a - b)
}

describe('where machine code stands in MIR', () => {
  const twice = code('calls new', '.', 'calls print', '.', 'calls new', '.', 'calls print', '.')

  test('is told by the calls around it, in their order', () => {
    const mir = code('.', 'calls new', 'calls print', '.', '.', 'calls new', 'calls print')
    expect(at(twice, mir, 2)).toEqual([2])
    expect(at(twice, mir, 3)).toEqual([3, 4, 5])
    expect(at(twice, mir, 6)).toEqual([6])
  })

  test('does not count what was inlined, or is called otherwise', () => {
    const mir = code('.', 'calls new', 'calls inlined', 'calls print', '.', 'calls new', 'calls print')
    expect(at(twice, mir, 2)).toEqual([3])
    expect(at(twice, mir, 4)).toEqual([5])
  })

  test('is told in branches by what they call', () => {
    const machine = code(['.', 1, 4], 'calls look', 'calls keep', ['.', 6], 'calls look', 'calls drop', '.')
    const mir = code(['.', 4, 1], 'calls look', 'calls drop', ['.', 6], 'calls look', 'calls keep', '.')
    expect(at(machine, mir, 1)).toEqual([4])
    expect(at(machine, mir, 4)).toEqual([1])
    expect(at(machine, mir, 6)).toEqual([3, 6])
  })

  test('is told in a loop', () => {
    const machine = code('.', 'calls next', ['.', 3, 5], 'calls look', ['writes 0', 1], '.')
    const mir = code('calls next', ['.', 2, 4], 'calls look', ['writes 0', 0], '.')
    expect(at(machine, mir, 1)).toEqual([0])
    expect(at(machine, mir, 2)).toEqual([1, 2, 4])
    expect(at(machine, mir, 4)).toEqual([3])
  })

  test('may be one of several where nothing tells branches apart', () => {
    const machine = code(['.', 1, 2], ['calls look', 3], 'calls look', '.')
    expect(at(machine, code(['.', 1, 2], ['calls look', 3], 'calls look', '.'), 1)).toEqual([1, 2])
  })

  test('leaves out a write that stands elsewhere, and is not told where nothing agrees', () => {
    const mir = code('writes 0', 'calls new', 'calls print', '.', 'calls new', 'calls print')
    const late = code('calls new', 'calls print', 'calls new', 'writes 0', 'calls print', '.')
    expect(at(late, mir, 2)).toEqual([4])
    expect(at(code('calls one', 'calls other'), code('calls other', 'calls one'), 0)).toBeUndefined()
  })
})
