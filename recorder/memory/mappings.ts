/** The process's memory map, as the kernel tells it (`/proc/PID/maps`, proc_pid_maps(5)). */

/** A range of addresses; `end` is the first one behind it, `path` a file, `[heap]` and the like, or empty. */
export interface MappedRange {
  start: number
  end: number
  permissions: string
  path: string
}

/** The map as of the last event that told it. */
export interface Mappings {
  update(text: string): void
  /** As the kernel wrote it. */
  text(): string
  at(address: number): MappedRange | undefined
}

const LINE = /^([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \d+\s*(.*)$/

/** The mappings as the kernel lists them, in order of address. */
export function parseMaps(maps: string): MappedRange[] {
  return maps.split('\n').flatMap((line) => {
    const [, start, end, permissions, path] = LINE.exec(line) ?? []
    if (start === undefined || end === undefined || permissions === undefined) return []
    return [{ start: parseInt(start, 16), end: parseInt(end, 16), permissions, path: path ?? '' }]
  })
}

/** Nothing is mapped yet. */
export function mappings(): Mappings {
  let text = ''
  let ranges: MappedRange[] | undefined
  return {
    update(next) {
      text = next
      ranges = undefined
    },
    text: () => text,
    at(address) {
      ranges ??= parseMaps(text)
      return ranges.find((range) => address >= range.start && address < range.end)
    },
  }
}
