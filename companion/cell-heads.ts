import { escape, textOf } from './html.ts'

/** Tables of words; those of programs and of counts have arrangements of their own. */
const TABLE = /<table\b[^>]*\bclass="[^"]*\b(?:plain|summary)\b[^"]*"[^>]*>[\s\S]*?<\/table>/g

/**
 * A rendered slide whose tables say in each cell (`data-head`) what its column is called, so that on a narrow screen
 * a row can stand as a list.
 */
export function withCellHeads(html: string): string {
  return html.replace(TABLE, (table) => {
    const [head = ''] = /<thead[\s\S]*?<\/thead>/.exec(table) ?? []
    const names = [...head.matchAll(/<th\b[^>]*>([\s\S]*?)<\/th>/g)].map(([, name = '']) => textOf(name))
    const body = table.slice(table.indexOf(head) + head.length)
    const rows = body.replace(/<tr\b[\s\S]*?<\/tr>/g, (row) => {
      let column = 0
      return row.replace(/<(t[hd])\b/g, (_, tag: string) => `<${tag} data-head="${escape(names[column++] ?? '')}"`)
    })
    return table.slice(0, table.length - body.length) + rows
  })
}
