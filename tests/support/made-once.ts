import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'

const POLL = 100 // ms

/**
 * Gives what `make` makes, which is made once in a run of the tests however many files ask for it, by the first that
 * does; the others wait. It is handed on as JSON. Where making it failed, everybody gets the same error.
 * @param name what it is called, as a file name.
 */
export async function madeOnce<T>(name: string, make: () => Promise<T>): Promise<T> {
  const place = join(inject('deck').work, name)
  const [done, failed] = [`${place}.json`, `${place}.error`]
  if (await isFirst(place)) {
    try {
      await write(done, JSON.stringify(await make()))
    } catch (error) {
      await write(failed, error instanceof Error ? (error.stack ?? error.message) : String(error))
      throw error
    }
  }
  while (!existsSync(done)) {
    if (existsSync(failed)) throw new Error(`${name} could not be made: ${await readFile(failed, 'utf8')}`)
    await new Promise((resolve) => setTimeout(resolve, POLL))
  }
  return JSON.parse(await readFile(done, 'utf8')) as T
}

/** Whether nobody in this run has asked before. */
async function isFirst(place: string): Promise<boolean> {
  try {
    await mkdir(place)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/** Writes a file that is there whole or not at all. */
async function write(file: string, text: string): Promise<void> {
  await writeFile(`${file}.part`, text)
  await rename(`${file}.part`, file)
}
