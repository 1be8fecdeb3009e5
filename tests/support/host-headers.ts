/** Headers with their values. */
type Headers = [name: string, value: string][]

/**
 * What a host sends with a path, by a `_headers` file of Netlify's form: a line with a path, where `*` at its end
 * stands for anything, and indented below it one header a line. Every rule that fits applies, in their order.
 * @throws on a line of another form.
 */
export function headersByFile(text: string): (path: string) => Headers {
  const rules: { path: string; headers: Headers }[] = []
  for (const line of text.split('\n').filter(Boolean)) {
    const [, name, value] = /^ {2}([\w-]+): (.+)$/.exec(line) ?? []
    if (name && value) rules.at(-1)?.headers.push([name, value])
    else if (/^\/[\w./-]*\*?$/.test(line)) rules.push({ path: line, headers: [] })
    else throw new Error(`no host would understand this line: ${line}`)
  }
  return (asked) =>
    rules
      .filter(({ path }) => (path.endsWith('*') ? asked.startsWith(path.slice(0, -1)) : asked === path))
      .flatMap(({ headers }) => headers)
}

/** What Vercel sends with a path, by `headers` of a vercel.json; every rule whose `source` fits the whole path applies. */
export function headersByVercel(text: string): (path: string) => Headers {
  const { headers } = JSON.parse(text) as { headers: { source: string; headers: { key: string; value: string }[] }[] }
  return (asked) =>
    headers
      .filter(({ source }) => new RegExp(`^${source}$`).test(asked))
      .flatMap((rule) => rule.headers.map(({ key, value }): [string, string] => [key, value]))
}
