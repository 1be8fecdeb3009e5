import { expect, it } from 'vitest'
import { withCellHeads } from '../../companion/cell-heads.ts'

it('a cell of a table of words says what its column is called', () => {
  const table = (cells: string) =>
    `<table class="plain claims"><thead><tr><th>said</th><th>in <code>1 &lt; 2</code></th></tr></thead><tbody>${cells}</tbody></table>`
  expect(withCellHeads(`<p>a</p>${table('<tr><th>x</th><td class="n">y</td></tr><tr><td>z</td></tr>')}`)).toBe(
    `<p>a</p>${table('<tr><th data-head="said">x</th><td data-head="in 1 &lt; 2" class="n">y</td></tr><tr><td data-head="said">z</td></tr>')}`,
  )
})

it('other tables stay as they are', () => {
  const table =
    '<table class="calls-by-line"><thead><tr><th>debug</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>'
  expect(withCellHeads(table)).toBe(table)
})
