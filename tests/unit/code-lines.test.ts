import { describe, expect, it } from 'vitest'
import { rustLines } from '../../embed/rust-lines.ts'
import { codeLines } from '../../scene/code-lines.ts'

const TEXT = `mod shapes {
    // #region area
    pub fn area(side: u64) -> u64 {
        let area = side * side; // #mark squared
        area // in square units
    }
    // #endregion
}
`
const source = { file: 'snippets/area.rs', regions: { area: { first: 3, last: 6 } } }

describe('codeLines', async () => {
  const highlighted = await rustLines(TEXT)
  const lines = codeLines({ source, highlighted }, 'area')
  const text = lines.map((line) => line.tokens.map((token) => token.text).join(''))

  it('shows the region outdented, without its marks, comments kept', () => {
    expect(text).toEqual([
      'pub fn area(side: u64) -> u64 {',
      '    let area = side * side;',
      '    area // in square units',
      '}',
    ])
  })

  it('counts lines in the file', () => {
    expect(lines.map((line) => line.number)).toEqual([3, 4, 5, 6])
  })

  it('names the regions there are when one is missing', () => {
    expect(() => codeLines({ source, highlighted }, 'volume')).toThrow(
      'snippets/area.rs has no region "volume"; it has area',
    )
    const without = { source: { ...source, regions: {} }, highlighted }
    expect(() => codeLines(without, 'main')).toThrow('snippets/area.rs has no region "main"; it has none')
  })
})

describe('rustLines', () => {
  it('gives every line back unchanged and tells keywords, types and comments apart', async () => {
    const lines = await rustLines(TEXT)
    expect(lines.map((line) => line.map((token) => token.text).join('')).join('\n')).toBe(TEXT)
    const styles = new Map(lines.flat().map((token) => [token.text.trim(), token.style]))
    expect(styles.get('pub fn') ?? styles.get('fn')).toBe('keyword')
    expect(styles.get('u64')).toBe('type')
    expect([...styles].find(([text]) => text.includes('square units'))?.[1]).toBe('comment')
  })
})
