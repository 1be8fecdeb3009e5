/** A compiler's message with the lines that explain it. */
const MESSAGE = /^(?<file>[^\s(][^(]*)\(\d+,\d+\): .*(?:\n[ \t]+.*)*/gm

/**
 * Splits what vue-tsc printed into the messages on the project's files and the number of those on packages.
 * Slidev publishes its client as TypeScript source, which is checked along with the files that import it, under
 * settings that are stricter than its own.
 */
export function splitMessages(output: string): { own: string[]; foreign: number } {
  const messages = [...output.matchAll(MESSAGE)]
  const own = messages.filter(({ groups }) => !groups?.file?.startsWith('node_modules/')).map(([message]) => message)
  return { own, foreign: messages.length - own.length }
}
