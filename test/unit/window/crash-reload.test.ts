import { expect, test } from 'vitest'
import { recentCrashes, reloadDelayMs } from '../../../electron/main/window/crash-reload.ts'

test('a page that dies at every start is loaded ever more slowly, and one that died long ago at once', () => {
  expect([1, 2, 3, 20].map(reloadDelayMs)).toEqual([200, 400, 800, 30_000])
  expect(recentCrashes([0, 30_000, 89_999], 90_000)).toEqual([89_999])
})
