/**
 * Measures the lab's module on 10,000 operations of each kind of element.
 * Run with `npm run bench -- lab`.
 */
import { readFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { programFrom } from '../components/lab/scene/lab-program.ts'
import { runLab } from '../components/lab/scene/lab-run.ts'
import { median } from './options.ts'

/** How often each program runs. */
const RUNS = 9
const PROGRAMS = ['Vec.u64.new.push-10000', 'Vec.String.new.push-10000.drop', 'BTreeMap.u64.new.push-10000.drop']

const bytes = await readFile(join(import.meta.dirname, '../lab/lab.wasm'))
const module = await WebAssembly.compile(new Uint8Array(bytes))
for (const address of PROGRAMS) {
  const times: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now()
    await runLab(module, programFrom(address))
    times.push(performance.now() - start)
  }
  console.log(`${address}: ${median(times).toFixed(1)} ms, the median of ${RUNS}`)
}
console.log(`Load of this machine: ${loadavg()[0]?.toFixed(1)}`)
