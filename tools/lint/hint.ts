import { closestWord } from '../../recorder/closest-word.ts'

/** ` Did you mean …?` with the known word that differs least, empty when none is close enough to be meant. */
export function hint(name: string, known: Iterable<string>): string {
  const word = closestWord(name, known)
  return word === undefined ? '' : ` Did you mean ${word}?`
}
