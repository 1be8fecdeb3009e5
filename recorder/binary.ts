import { Refused } from './refused.ts'
import { runProcess } from './run-process.ts'

/** An instruction as objdump reads it from the executable. */
export type BinaryInstruction = { address: number; mnemonic: string }

/** Instructions of one function of an executable, in order (binutils' `objdump`). */
export async function disassemble(
  binary: string,
  { address, size }: { address: number; size: number },
  signal?: AbortSignal,
): Promise<BinaryInstruction[]> {
  const range = [`--start-address=${address}`, `--stop-address=${address + size}`]
  const options = ['-d', '-M', 'intel', '--no-show-raw-insn', ...range]
  const env = { PATH: process.env.PATH, LC_ALL: 'C' }
  const { stdout, stderr, code } = await runProcess('objdump', [...options, binary], { env, signal })
  if (code !== 0) throw new Refused(`objdump fails: ${stderr.trim()}`)
  return [...stdout.matchAll(/^\s*([0-9a-f]+):\s+(.+)$/gm)].map(([, at = '', text = '']) => ({
    address: parseInt(at, 16),
    mnemonic: text.replace(/^((addr32|data16|cs|rep\w*|lock|bnd|notrack)\s+)+/, '').split(/\s/, 1)[0] ?? '',
  }))
}
