/** Editions of Rust (https://doc.rust-lang.org/edition-guide/editions/), and the one that a program is of. */
export const EDITIONS = ['2015', '2018', '2021', '2024']

/** The edition of a program that names none. */
const DEFAULT = '2024'

/** The edition that a program's directive `//@ edition: 2021` names, else the newest. */
export function editionOf(text: string): string {
  return /^\s*\/\/@\s*edition:\s*(\S+)/m.exec(text)?.[1] ?? DEFAULT
}
