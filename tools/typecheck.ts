import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { Command } from 'commander'
import { ROOT } from './slidev.ts'
import { splitMessages } from './type-messages.ts'

new Command('npm run typecheck')
  .description(
    'Checks the types of all code, that of the components too; of packages’ own sources it only counts the errors.',
  )
  .parse()

const vueTsc = createRequire(import.meta.url).resolve('vue-tsc/bin/vue-tsc.js')
const { stdout, stderr, status } = spawnSync(process.execPath, [vueTsc, '--noEmit', '--pretty', 'false'], {
  cwd: ROOT,
  encoding: 'utf8',
})
const { own, foreign } = splitMessages(stdout)
if (own.length > 0) console.log(own.join('\n'))
if (status !== 0 && own.length === 0 && foreign === 0) {
  console.error(`vue-tsc exited with ${status}:\n${stdout}${stderr}`)
  process.exitCode = 1
} else {
  console.log(`${own.length} errors (${foreign} more in packages’ own sources are not this project’s)`)
  process.exitCode = own.length === 0 ? 0 : 1
}
