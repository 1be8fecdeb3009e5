import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compile } from '../../recorder/compile.ts'
import { profiles } from '../../recorder/profiles.ts'
import { pinnedRustc } from './toolchain.ts'

const SCRIPT = join(import.meta.dirname, 'debugger_lines.py')

/** How often gdb steps at most: through std's inlined code, too, which takes most of them. */
const STEPS = 4000

/** The lines of a program of `tests/programs/` at which gdb stops that steps through its debug build, from `main` on. */
export async function debuggerLines(name: string): Promise<number[]> {
  const file = `${name}.rs`
  const text = readFileSync(join(import.meta.dirname, '../programs', file), 'utf8')
  const dir = mkdtempSync(join(tmpdir(), 'debugger-lines-'))
  try {
    const { debug } = profiles
    if (!debug) throw new Error('there is no debug profile')
    const { binary } = await compile({ name, file, text }, debug, pinnedRustc(), dir)
    const env = { ...process.env, LINES_OF: `${name.replaceAll('-', '_')}:${file}:${STEPS}` }
    const { stdout, stderr } = spawnSync('gdb', ['-nx', '-batch', '-q', '-x', SCRIPT, binary], {
      cwd: dir,
      env,
      encoding: 'utf8',
    })
    const lines = [...stdout.matchAll(/^at (\d+)$/gm)].map(([, line]) => Number(line))
    if (lines.length === 0) throw new Error(`gdb stops nowhere in ${file}:\n${stderr}`)
    return lines
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
