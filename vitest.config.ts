import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          // Some start a command; a busy machine takes its time.
          testTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // These run rustc and gdb, two at a time; limits are there for what hangs.
        test: {
          name: 'record',
          include: ['tests/record/**/*.test.ts'],
          globalSetup: ['tests/support/say-skipped.ts'],
          maxWorkers: 2,
          maxConcurrency: 2,
          testTimeout: 600_000,
          hookTimeout: 600_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // These look at a built deck in Chromium; the deck is built and exported once for all of them.
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: ['tests/support/built-deck.ts'],
          maxWorkers: 2,
          testTimeout: 300_000,
          hookTimeout: 600_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
