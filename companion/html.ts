/** Text as HTML shows it, also within an attribute in double quotes. */
export function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** A title or sentence in which back ticks mark code, as HTML. */
export function withCode(text: string): string {
  return text
    .split('`')
    .map((part, i) => (i % 2 ? `<code>${escape(part)}</code>` : escape(part)))
    .join('')
}

/** HTML as plain text, white space joined. */
export function textOf(html: string): string {
  return html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()
}

/**
 * Where a page's script says that it has no place of the address; empty until then, so that the words are announced.
 * @param place where to look instead, by its `id`
 * @param name what that is called
 */
export function noPlace(place: string, name: string): string {
  return `<p class="no-place" role="status" data-no-place="${escape(place)}" data-place-name="${escape(name)}"></p>`
}
