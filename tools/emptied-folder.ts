import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'

/**
 * Throws where a build may not write to the folder `out`, as it empties it first: the project at `root` and what lies
 * around it or in it (but for `dist`), a file, and a folder with anything but a deck that was built there before.
 */
export function assertMayBeEmptied(out: string, root: string): void {
  const folder = resolve(out)
  if (folder === join(root, 'dist') || !existsSync(folder)) return
  const refuse = (reason: string) =>
    new Error(
      `${folder} ${reason}. The deck is not built, because it would empty it: --out takes a folder that is new, empty, or holds a deck built before.`,
    )
  if (!statSync(folder).isDirectory()) throw refuse('is a file')
  if (readdirSync(folder).length === 0) return
  const holdsProject = !relative(realpathSync(folder), realpathSync(root)).startsWith('..')
  if (holdsProject) throw refuse('is the project’s folder or lies around it')
  const holdsDeck = existsSync(join(folder, 'index.html')) && existsSync(join(folder, 'assets/slidev'))
  if (!holdsDeck) throw refuse('holds other files')
}
