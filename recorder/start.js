/**
 * `npm run record`: the command, whose code is kept compiled from one call to the next. This file alone is no
 * TypeScript, so that then nothing has types to strip.
 */
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'recorder', 'compiled'))
await import('./cli.ts')
