import { open } from 'node:fs/promises'
import { Refused } from './refused.ts'
import { runProcess } from './run-process.ts'

/** One frame of an address, inlined functions first: a symbol or name, its file and line. */
export type SourceFrame = { symbol: string; file: string; line: number }

/** A symbol of the executable: its address as linked and its size in bytes. */
export type BinarySymbol = { address: number; size: number }

/** An instruction as objdump reads it from the executable. */
export type BinaryInstruction = { address: number; mnemonic: string }

const environment = () => ({ PATH: process.env.PATH, LC_ALL: 'C' })

async function binutils(tool: string, args: string[], input?: string, signal?: AbortSignal) {
  const { stdout, stderr, code } = await runProcess(tool, args, { env: environment(), input, signal })
  if (code !== 0) throw new Refused(`${tool} fails: ${stderr.trim()}`)
  return stdout
}

/** Functions and data of an executable, by symbol (binutils' `nm`). */
export async function readSymbols(binary: string, signal?: AbortSignal) {
  const symbols = new Map<string, BinarySymbol>()
  for (const line of (await binutils('nm', ['-S', binary], undefined, signal)).split('\n')) {
    const [, address, size, name] = /^([0-9a-f]+) (?:([0-9a-f]+) )?[A-Za-z] (\S+)$/.exec(line) ?? []
    if (address && name) {
      symbols.set(name, { address: parseInt(address, 16), size: size ? parseInt(size, 16) : 0 })
    }
  }
  return symbols
}

/** Instructions of one function of an executable, in order (binutils' `objdump`). */
export async function disassemble(
  binary: string,
  { address, size }: BinarySymbol,
  signal?: AbortSignal,
): Promise<BinaryInstruction[]> {
  const range = [`--start-address=${address}`, `--stop-address=${address + size}`]
  const options = ['-d', '-M', 'intel', '--no-show-raw-insn', ...range]
  const listing = await binutils('objdump', [...options, binary], undefined, signal)
  return [...listing.matchAll(/^\s*([0-9a-f]+):\s+(.+)$/gm)].map(([, at = '', text = '']) => ({
    address: parseInt(at, 16),
    mnemonic: text.replace(/^((addr32|data16|cs|rep\w*|lock|bnd|notrack)\s+)+/, '').split(/\s/, 1)[0] ?? '',
  }))
}

/**
 * The source frames of each address, through inlining, innermost first (binutils' `addr2line -i`).
 * Line 0 is code without a line.
 */
export async function sourceFrames(
  binary: string,
  addresses: number[],
  signal?: AbortSignal,
): Promise<Map<number, SourceFrame[]>> {
  const frames = new Map<number, SourceFrame[]>()
  if (addresses.length === 0) return frames
  const input = addresses.map((address) => `0x${address.toString(16)}\n`).join('')
  const answer = await binutils('addr2line', ['-a', '-i', '-f', '-e', binary], input, signal)
  let current: SourceFrame[] = []
  const lines = answer.trimEnd().split('\n')
  for (let index = 0; index < lines.length;) {
    const line = lines[index] ?? ''
    if (/^0x[0-9a-f]{16}$/.test(line)) {
      current = []
      frames.set(Number(line), current)
      index += 1
    } else {
      const place = (lines[index + 1] ?? '').replace(/ \(discriminator \d+\)$/, '')
      const [, file = '??', row = '0'] = /^(.*):(\d+|\?)$/.exec(place) ?? []
      current.push({ symbol: line, file, line: row === '?' ? 0 : Number(row) })
      index += 2
    }
  }
  return frames
}

/** Address of an ELF executable's first instruction, as linked (`e_entry`, ELF-64, figure 2). */
export async function readEntryPoint(binary: string): Promise<number> {
  const file = await open(binary)
  try {
    const { buffer } = await file.read(Buffer.alloc(32), 0, 32, 0)
    return Number(buffer.readBigUInt64LE(24))
  } finally {
    await file.close()
  }
}
