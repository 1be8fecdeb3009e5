/** The command `npm run record`. Node keeps it compiled from one call to the next: to read its modules takes longest. */
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/compiled'))
await import('./command.ts')
