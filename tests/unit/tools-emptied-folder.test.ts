import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { assertMayBeEmptied } from '../../tools/emptied-folder.ts'

describe('a build, which empties the folder that it writes to,', () => {
  let place: string
  let root: string
  const folder = (name: string, ...files: string[]) => {
    const path = join(place, name)
    for (const file of files) {
      mkdirSync(dirname(join(path, file)), { recursive: true })
      writeFileSync(join(path, file), 'precious')
    }
    return path
  }
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'emptied-'))
    root = folder('project', 'slides.md', 'pages/1.md', 'dist/old.txt')
  })
  afterEach(() => rmSync(place, { recursive: true }))

  it('takes what is new, empty, or a deck built before, and dist', () => {
    const empty = folder('empty')
    mkdirSync(empty)
    const built = folder('built', 'index.html', 'assets/slidev/Controls.js')
    for (const out of [join(place, 'new'), empty, built, join(root, 'dist')])
      expect(() => assertMayBeEmptied(out, root), out).not.toThrow()
  })

  it('refuses the project, what lies around it and in it', () => {
    expect(() => assertMayBeEmptied(root, root)).toThrow(
      `${root} is the project’s folder or lies around it. The deck is not built`,
    )
    expect(() => assertMayBeEmptied(place, root)).toThrow('lies around it')
    expect(() => assertMayBeEmptied(join(root, 'pages'), root)).toThrow(`${join(root, 'pages')} holds other files.`)
  })

  it('refuses the project by another name, even if a deck was built beside its sources', () => {
    const linked = join(place, 'linked')
    symlinkSync(root, linked)
    folder('project', 'index.html', 'assets/slidev/Controls.js')
    expect(() => assertMayBeEmptied(linked, root)).toThrow('is the project’s folder')
  })

  it('refuses a file and a folder of somebody’s own', () => {
    const own = folder('own', 'thesis.txt', 'index.html')
    expect(() => assertMayBeEmptied(own, root)).toThrow(`${own} holds other files.`)
    expect(() => assertMayBeEmptied(join(own, 'thesis.txt'), root)).toThrow('is a file')
  })
})
