import { expect, test } from 'vitest'
import { Desk } from './desk.ts'

test('a refused read of a scanner on trial that leaves no trace, as if nothing had come', async () => {
  const desk = new Desk()
  await desk.scans('HF:SCANNERS')
  await desk.hears(() => desk.puts('', { fault: 'not-text', byteCount: 7 }))
  expect([desk.said, desk.view.unreadBytes]).toEqual(['notice trial-refused', 7])
  await desk.scans('HF-aZyX-128')
  expect([desk.view.lastScan, desk.view.unreadBytes]).toEqual(['HF-aZyX-128', 0])
})
