/** The talk's sections, in order: the number that a slide's front matter names and its title. */
export const SECTIONS: ReadonlyMap<number, string> = new Map([
  [1, 'Distinguishing regions of memory'],
  [2, 'Rust and the Stack'],
  [3, 'Rust and the Heap'],
  [4, 'Understanding compiler optimizations'],
  [5, 'Summary: When does Rust allocate?'],
])
