import { createServer } from 'node:net'
import { Command, InvalidArgumentError } from 'commander'
import { PATH_VARIABLE, type TalkPath } from '../embed/talk-path.ts'
import { pathOption } from './path-option.ts'
import { ROOT, SLIDEV } from './slidev.ts'

/** The port that `text` names; throws the error that commander prints for any other text. */
function parsePort(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new InvalidArgumentError('A port is 1 to 65535.')
  return port
}

/** Whether a server can listen on this port of localhost. */
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, 'localhost', () => server.close(() => resolve(true)))
  })
}

const command = new Command('npm start --')
  .description('Presents the deck on localhost until Ctrl-C; a change of a page shows at once.')
  .option('-p, --port <number>', 'the port; by default the first free one from 3030', parsePort)
  .option('-o, --open', 'open the slides in the browser', false)
  .addOption(pathOption())
  .parse()
const { port, open, path } = command.opts<{ port?: number; open: boolean; path: TalkPath }>()

if (port !== undefined && !(await isFree(port))) command.error(`error: port ${port} is taken by another program`)

// A signal that ends npm ends only the shell between npm and this process.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) process.exit()
  }, 500).unref()
}

// Slidev runs in this process, so that Ctrl-C or a signal ends everything at once. It prints the addresses.
process.chdir(ROOT)
process.env[PATH_VARIABLE] = path
process.argv = [
  process.execPath,
  SLIDEV,
  'slides.md',
  ...(port === undefined ? [] : ['--port', String(port)]),
  ...(open ? ['--open'] : []),
]
await import(SLIDEV)
