import { defineConfig } from 'vitest/config'
import LongestFirst from './tests/support/longest-first.ts'

/** Ms after which a test counts as hung. No limit is of the order of the work: a busy machine makes tests slower, not red. */
const HANG = 20 * 60_000
/** Ms for which a test waits for what it expects to come. */
const COMES = 5 * 60_000

/** Files that run at a time, of those that record or look at the deck: on two cores, two of them wait at any time. */
const TOGETHER = 4

const patience = { testTimeout: HANG, hookTimeout: HANG, teardownTimeout: HANG, expect: { poll: { timeout: COMES } } }

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    reporters: [
      'default',
      './tests/support/timings.ts',
      // For whoever counts, as CI does.
      ...(process.env.TEST_REPORT ? [['json', { outputFile: process.env.TEST_REPORT }] as ['json', object]] : []),
    ],
    projects: [
      {
        // Pure functions; they share what they import, the recordings above all.
        test: {
          ...patience,
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // These start the project's commands and linters.
        test: {
          ...patience,
          name: 'commands',
          include: ['tests/commands/**/*.test.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        // These run rustc and gdb; limits are there for what hangs.
        test: {
          ...patience,
          name: 'record',
          include: ['tests/record/**/*.test.ts'],
          globalSetup: ['tests/support/say-skipped.ts'],
          maxWorkers: TOGETHER,
          maxConcurrency: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // These look at a built deck in Chromium; the deck is built once for all of them, a browser starts once a worker.
        test: {
          ...patience,
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: ['tests/support/built-deck.ts'],
          isolate: false,
          maxWorkers: TOGETHER,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
