import { resolve } from 'node:path'
import { Command } from 'commander'
import { PATH_VARIABLE, pathOf } from '../embed/talk-path.ts'
import { buildCompanion } from './build.ts'

const { out, withoutNotes = false } = new Command('companion/cli.ts')
  .description('Adds the reading view and the index to a built deck.')
  .requiredOption('--out <folder>', 'the built deck')
  .option('--without-notes', 'leaves out what the speaker says')
  .parse()
  .opts<{ out: string; withoutNotes?: boolean }>()
await buildCompanion(resolve(out), pathOf(process.env[PATH_VARIABLE]), withoutNotes)
