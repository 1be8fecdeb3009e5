import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseVersion, PINNED_RUSTC } from '../../recorder/toolchain.ts'
import { runProcess } from '../../recorder/run-process.ts'

const SITE = 'https://doc.rust-lang.org/'

/** An address of Rust's documentation, and the files of the deck that name it. */
export type CitedAddress = { address: string; files: string[] }

/** The folder of the documentation that came with the pinned compiler, or why there is none. */
export type RustDocs = { root: string; missing?: undefined } | { root?: undefined; missing: string }

/** Finds the documentation that came with rustc (`RUSTC`, else the one on the path). */
export async function findRustDocs(environment: NodeJS.ProcessEnv = process.env): Promise<RustDocs> {
  const rustc = environment.RUSTC || 'rustc'
  const answer = async (...args: string[]): Promise<string | undefined> => {
    const { code, stdout } = await runProcess(rustc, args, { env: environment, timeout: 300_000 })
    return code === 0 ? stdout : undefined
  }
  let version: string | undefined
  try {
    version = parseVersion((await answer('-vV')) ?? '')?.rustc
  } catch (error) {
    return { missing: `${rustc} cannot be run: ${error instanceof Error ? error.message : String(error)}` }
  }
  if (version !== PINNED_RUSTC) return { missing: `${rustc} is ${version ?? 'no rustc'}, not ${PINNED_RUSTC}` }
  const sysroot = (await answer('--print', 'sysroot'))?.trim() ?? ''
  const root = join(sysroot, 'share', 'doc', 'rust', 'html')
  if (existsSync(join(root, 'std', 'index.html'))) return { root }
  return { missing: `rustc ${PINNED_RUSTC} came without its documentation (rustup component add rust-docs)` }
}

/** Every address of Rust's documentation that the text files below `folder` name, in order. */
export function citedAddresses(folder: string): CitedAddress[] {
  const files = globSync('**/*.{md,ts,vue,html,rs,py,css}', {
    cwd: folder,
    exclude: (name) => name === 'node_modules' || name === 'dist' || name === 'tests' || name.startsWith('.'),
  }).toSorted()
  const cited = new Map<string, string[]>()
  for (const file of files) {
    for (const address of addressesIn(readFileSync(join(folder, file), 'utf8'))) {
      cited.set(address, [...new Set([...(cited.get(address) ?? []), file])])
    }
  }
  return [...cited].map(([address, naming]) => ({ address, files: naming }))
}

/** The addresses of Rust's documentation in a text, without the sentence's marks behind them. */
export function addressesIn(text: string): string[] {
  const found = text.match(/https:\/\/doc\.rust-lang\.org\/[^\s"'`<>()[\]\\]*/g) ?? []
  return found.map((address) => address.replace(/[.,;:]+$/, ''))
}

/** Why an address leads nowhere in the documentation below `root`, or `undefined` when it leads to a place. */
export function faultOf(address: string, root: string): string | undefined {
  const { pathname, hash } = new URL(address)
  if (!address.startsWith(SITE)) return 'is no address of Rust’s documentation'
  const page = pathname.endsWith('/') ? `${pathname}index.html` : pathname
  const file = join(root, page)
  if (!existsSync(file)) return `there is no page ${page}`
  if (hash === '') return undefined
  const fragment = hash.slice(1)
  // As browsers do: the fragment as it stands, then decoded.
  const ids = idsOf(readFileSync(file, 'utf8'))
  if (ids.has(fragment) || ids.has(decodeURIComponent(fragment))) return undefined
  return `the page has no anchor ${hash}`
}

function idsOf(html: string): Set<string> {
  return new Set([...html.matchAll(/\bid="([^"]*)"/g)].map(([, id = '']) => id.replaceAll('&amp;', '&')))
}
