/** A recorded address as a number; user-space addresses of x86-64 (47 bits) are exact. */
export function addressOf(text: string): number {
  return Number.parseInt(text, 16)
}

/** A number as gdb prints an address. */
export function hexadecimal(address: number): string {
  return `0x${address.toString(16)}`
}

/** The last four digits of a stack address, as the gutter shows it: `…e368`. */
export function gutterAddress(address: number): string {
  const digits = address.toString(16)
  return digits.length > 4 ? `…${digits.slice(-4)}` : `0x${digits}`
}

/** An address short enough for a cell: `…add60`; small ones, which lead nowhere, stay whole. */
export function shortAddress(text: string): string {
  const digits = text.replace(/^0x/, '')
  return digits.length > 6 ? `…${digits.slice(-5)}` : `0x${digits}`
}
