import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLogFile } from '../../../electron/main/log/log-file.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-log-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

function lines(name: string): readonly string[] {
  return readFileSync(join(folder, name), 'utf8').trimEnd().split('\n')
}

test('a full log moves on to a new file, keeps the newest lines and so many files', () => {
  const log = openLogFile({ folder, maxBytes: 30, keep: 2 })
  for (let index = 0; index < 10; index += 1) log.write(`line-${index}-0123`)
  log.close()
  expect(readdirSync(folder).sort()).toEqual(['station.1.log', 'station.2.log', 'station.log'])
  expect([...lines('station.2.log'), ...lines('station.1.log'), ...lines('station.log')]).toEqual(
    [4, 5, 6, 7, 8, 9].map((index) => `line-${index}-0123`),
  )
})

test('a restart goes on in the same file, its size counted', () => {
  const options = { folder, maxBytes: 12, keep: 1 }
  for (const line of ['first', 'second', 'third']) {
    const log = openLogFile(options)
    log.write(line)
    log.close()
  }
  expect(lines('station.log')).toEqual(['third'])
  expect(lines('station.1.log')).toEqual(['second'])
})

test('a line longer than the cap is still written', () => {
  const log = openLogFile({ folder, maxBytes: 10, keep: 1 })
  log.write('x'.repeat(50))
  log.close()
  expect(lines('station.log')).toEqual(['x'.repeat(50)])
})

test('a disk that refuses costs lines, not the program, and the loss is told', () => {
  const inTheWay = join(folder, 'log')
  writeFileSync(inTheWay, '')
  const log = openLogFile({ folder: inTheWay, maxBytes: 1_000, keep: 1 })
  log.write('lost')
  log.write('lost too')
  rmSync(inTheWay)
  mkdirSync(inTheWay)
  log.write('back')
  log.close()
  expect(lines('log/station.log')).toEqual(['{"event":"log.lines-lost","lines":2}', 'back'])
})
