import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The name of the file in which a build of Vite's lists what it bundled, as `build.license` writes it. */
export const BUNDLED = 'licences.json'
/** The file of the built folder with the licences of all that it brings, for people to read. */
export const LICENCES = 'licences.txt'

/** A package of which a built folder brings a part. */
export interface Licensed {
  name: string
  version: string
  /** As in package.json: an SPDX expression. */
  identifier?: string
  /** The licence's text, with whose copyright it is. */
  text?: string
  /** Whose copyright it is, where there is no text. */
  holder?: string
}

/** Packages of which the built folder has more than modules: fonts' files, icons in style sheets, the service worker. */
const BESIDE_MODULES = [
  '@fontsource-variable/inter',
  '@fontsource-variable/jetbrains-mono',
  '@iconify-json/carbon',
  '@iconify-json/ph',
  '@iconify-json/svg-spinners',
  'workbox-core',
  'workbox-precaching',
  'workbox-routing',
  'workbox-strategies',
]
const LICENCE_FILE = /^(?:licen[cs]e|copying)(?:[.-]|$)/i

/** What a package that is installed says of its licence. */
function readPackage(name: string): Licensed {
  // What Slidev's program brings is found as it finds it.
  const slidev = createRequire(createRequire(import.meta.url).resolve('@slidev/cli/package.json'))
  const folder = dirname(slidev.resolve(`${name}/package.json`))
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8')
  const { version, license } = JSON.parse(read('package.json')) as { version: string; license?: string }
  const files = readdirSync(folder)
  const file = files.find((one) => LICENCE_FILE.test(one))
  if (file) return { name, version, identifier: license, text: read(file).trim() }
  // Iconify's packages hold no text, and say whose icons they are.
  if (!files.includes('info.json')) return { name, version, identifier: license }
  const { author } = JSON.parse(read('info.json')) as { author: { name: string; url: string } }
  return { name, version, identifier: license, holder: `${author.name} (${author.url})` }
}

/** What the builds below a folder listed, and what they brought beside modules; by name, each version once. */
async function readLicensed(out: string): Promise<Licensed[]> {
  const lists = ['', 'read/'].map((folder) => join(out, folder, BUNDLED)).filter((file) => existsSync(file))
  const bundled = await Promise.all(lists.map(async (file) => JSON.parse(await readFile(file, 'utf8')) as Licensed[]))
  await Promise.all(lists.map((file) => rm(file)))
  const all = [...bundled.flat(), ...BESIDE_MODULES.map(readPackage)]
  const byKey = new Map(all.map((one) => [`${one.name} ${one.version}`, one]))
  return [...byKey.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}

/** The project itself, which is licensed at choice. */
async function readProject(root: string): Promise<{ project: Licensed; texts: Texts }> {
  const read = (file: string) => readFile(join(root, file), 'utf8')
  const { name, version, license } = JSON.parse(await read('package.json')) as Required<Record<string, string>>
  const texts = { mit: (await read('LICENSE-MIT')).trim(), apache: (await read('LICENSE-APACHE')).trim() }
  const text = `${texts.mit}\n\n${texts.apache}`
  return { project: { name: name ?? '', version: version ?? '', identifier: license, text }, texts }
}

/** The texts of the project's own licences, which stand for those of packages that hold none. */
export interface Texts {
  mit: string
  apache: string
}

/** A licence's text for a package that holds none; undefined where there is nobody or no text to name. */
function standardText({ identifier, holder }: Licensed, { mit, apache }: Texts): string | undefined {
  if (identifier === 'Apache-2.0') return holder ? `Copyright ${holder}\n\n${apache}` : apache
  if (identifier === 'MIT' && holder) return mit.replace(/^Copyright .*$/m, () => `Copyright ${holder}`)
  return undefined
}

/**
 * The licences of packages as people read them.
 * @throws when a package says nothing of its licence, or there is no text of it.
 */
export function licencesText(packages: readonly Licensed[], texts: Texts): string {
  const parts = packages.map((one) => {
    const { name, version, identifier } = one
    const text = one.text ?? standardText(one, texts)
    if (!text)
      throw new Error(`${name} ${version} (${identifier ?? 'no licence'}) comes without a text of its licence.`)
    const title = `${name} ${version}${identifier ? ` (${identifier})` : ''}`
    return `${title}\n${'='.repeat(title.length)}\n\n${text.replaceAll('\r', '').trim()}\n`
  })
  return `The licences of the talk and of all that this folder brings with it.\n\n\n${parts.join('\n\n')}`
}

/**
 * Writes `licences.txt` into a built folder, from the lists that its builds left there, which it removes.
 * @param root the project's folder, with its own licences.
 * @returns the names of the packages.
 * @throws when a package comes without a licence, or the deck's build has left no list.
 */
export async function writeLicences(root: string, out: string): Promise<string[]> {
  if (!existsSync(join(out, BUNDLED))) throw new Error(`The build of the deck has left no ${BUNDLED} in ${out}.`)
  const { project, texts } = await readProject(root)
  // Fonts with the deck's glyphs alone lie in a cache below the project, whose name the bundler gives them.
  const packages = (await readLicensed(out)).filter(({ name }) => name !== project.name)
  await writeFile(join(out, LICENCES), licencesText([project, ...packages], texts))
  return packages.map(({ name }) => name)
}
