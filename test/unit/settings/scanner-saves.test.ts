import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  scannerFraming,
  scannerSettings,
} from '../../../electron/main/settings/scanner-settings.ts'
import {
  loadStationSettings,
  saveNewScanner,
  saveScannerFraming,
} from '../../../electron/main/settings/settings-file.ts'

const scanner = { id: 'left', name: 'Left', port: '/dev/ttyACM0' }
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-scanner-saves-'))
})

afterEach(() => rm(folder, { recursive: true }))

test('framing a scanner anew keeps its port, every other one, and what a person wrote since', async () => {
  const path = join(folder, 'station.json')
  const other = { ...scanner, id: 'right', baudRate: 19_200 }
  await writeFile(
    path,
    JSON.stringify({ version: 1, stationName: '7', scanners: [scanner, other] }),
  )
  const framing = scannerFraming.parse({ suffix: 'etx', aim: true })
  expect(await saveScannerFraming(path, 'right', framing)).toEqual({ ok: true, value: null })
  const written: unknown = JSON.parse(await readFile(path, 'utf8'))
  const scanners = [scanner, { ...other, ...framing }]
  expect(written).toEqual({ version: 1, stationName: '7', scanners })
})

test('a new scanner that the next start would refuse is not written', async () => {
  const path = join(folder, 'station.json')
  const text = JSON.stringify({ version: 1, scanners: [scanner] })
  await writeFile(path, text)
  const twice = scannerSettings.parse(scanner)
  expect(await saveNewScanner(path, twice)).toMatchObject({ error: { code: 'invalid' } })
  expect(await readFile(path, 'utf8')).toBe(text)
  expect(await saveNewScanner(path, { ...twice, id: 'new' })).toEqual({ ok: true, value: null })
  expect(await loadStationSettings(path)).toMatchObject({
    value: { scanners: [{ id: 'left' }, { id: 'new' }] },
  })
})
