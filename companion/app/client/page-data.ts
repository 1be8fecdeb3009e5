import type { Edition } from '../../../scene/cite.ts'

/** What a page tells its script. */
export type PageData = { edition: Edition }

/**
 * Reads what the page tells.
 * @throws when the page has no such element.
 */
export function pageData(): PageData {
  const text = document.getElementById('companion-data')?.textContent
  if (!text) throw new Error('the page tells nothing')
  return JSON.parse(text) as PageData
}
