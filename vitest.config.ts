import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { SlowestFirst } from './test/slowest-first.ts'

const second = 1000

/** The runner would leave one core idle, which on two cores is half of the machine. */
const maxWorkers = Math.max(2, availableParallelism() - 1)
/** Tests that start other programs wait for them a good part of their time. */
const maxWaitingWorkers = Math.max(3, availableParallelism())

/** Groups run one after another: each kind of test has the machine for itself. */
export default defineConfig({
  test: {
    sequence: { sequencer: SlowestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.{ts,tsx}', 'test/contract/**/*.test.{ts,tsx}'],
          // Contract tests open real terminals and sockets, beside a machine that may be busy.
          testTimeout: 20 * second,
          maxWorkers,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // These start PostgreSQL, other processes and real terminals.
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts', 'test/faults/**/*.test.ts'],
          testTimeout: 60 * second,
          hookTimeout: 120 * second,
          maxWorkers: maxWaitingWorkers,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // One real Electron at a time.
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 180 * second,
          hookTimeout: 180 * second,
          fileParallelism: false,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
