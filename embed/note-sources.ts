/** A page that a slide names as the source of a promise or a fact. */
export type NamedSource = { name: string; address: string }

const TAG = /<(?:Guaranteed|Fact)\b([^>]*)>/g

/** The sources that a slide's `Guaranteed` and `Fact` name, each once, in their order. */
export function sourcesOf(content: string): NamedSource[] {
  const found = [...content.matchAll(TAG)].flatMap(([, attributes = '']) => {
    const address = attributeOf(attributes, 'source')
    return address ? [{ name: attributeOf(attributes, 'name') ?? address, address }] : []
  })
  return found.filter(({ address }, i) => found.findIndex((one) => one.address === address) === i)
}

/** A slide's note with a last line that names its sources, as Markdown; as it was where there are none. */
export function withSources(note: string | undefined, content: string): string | undefined {
  const sources = sourcesOf(content).filter(({ address }) => !note?.includes(address))
  if (sources.length === 0) return note
  const links = sources.map(({ name, address }) => `[${name}](${address})`).join(' · ')
  return `${note?.trimEnd() ?? ''}\n\nSources: ${links}`.trimStart()
}

function attributeOf(attributes: string, name: string): string | undefined {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1]
}
