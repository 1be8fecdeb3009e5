import { Argument, Command, InvalidArgumentError } from 'commander'
import type { BenchOptions } from './options.ts'

/** The benchmarks, each a module of its own, loaded when it is wanted; they print what they found. */
const BENCHES: Record<string, (options: BenchOptions) => Promise<unknown>> = {
  load: async (options) => (await import('./load.ts')).benchLoad(options),
  'magic-move': () => import('./magic-move.ts'),
  stage: async (options) => (await import('./stage.ts')).benchStage(options),
  recorder: () => import('./recorder.ts'),
  lab: async (options) => (await import('./lab.ts')).benchLab(options),
}

function count(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It has to be a whole number from 1.')
  return number
}

await new Command('npm run bench --')
  .description('Measures the deck or the recorder and prints ratios and times of this machine.')
  .addArgument(new Argument('<what>', 'what to measure').choices(Object.keys(BENCHES)))
  .option('--runs <number>', 'load, stage, lab: how often each is measured; the median counts', count, 5)
  .option('--deck <folder>', 'load, stage, lab: a deck that is built already, instead of building one')
  .option('--against <folder>', 'load, stage: another deck, built before, to be measured in turn with this one')
  .action(async (what: string, options: BenchOptions) => {
    await BENCHES[what]?.(options)
  })
  .parseAsync()
