import { Argument, Command } from 'commander'

/** The benchmarks, each a module that measures when it is loaded and prints what it found. */
const BENCHES: Record<string, () => Promise<unknown>> = {
  load: () => import('./load.ts'),
  'magic-move': () => import('./magic-move.ts'),
  stage: () => import('./stage.ts'),
  recorder: () => import('./recorder.ts'),
}

await new Command('npm run bench --')
  .description('Measures the deck or the recorder and prints ratios and times of this machine.')
  .addArgument(new Argument('<what>', 'what to measure').choices(Object.keys(BENCHES)))
  .action(async (what: string) => {
    await BENCHES[what]?.()
  })
  .parseAsync()
