import { expect, it } from 'vitest'
import { runTwoScanners } from './two-scanners.ts'

it('fifty scans a second from two scanners for five seconds: none dropped, doubled or out of its order (60 s: npm run soak)', async () => {
  const { violations, pace } = await runTwoScanners({ seconds: 5, cachedOrders: 0 })
  expect(violations).toEqual([])
  // Else it proves less than it says.
  expect(pace).toBeGreaterThan(40)
})
