import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { plainProfile } from '../../../electron/main/print/printer-profiles.ts'
import {
  loadStationSettings,
  readStationSettings,
  saveLanguage,
  savePrinterPoints,
  saveStationSettings,
} from '../../../electron/main/settings/settings-file.ts'
import { printerSettings, profileOf } from '../../../electron/main/settings/printer-settings.ts'
import { describeSettingsFault } from '../../../electron/main/settings/settings-fault.ts'
import {
  demoSettings,
  hasVirtualPrinter,
  stationSettingsJsonSchema,
} from '../../../electron/main/settings/station-settings.ts'

function read(settings: object) {
  return readStationSettings(JSON.stringify({ version: 1, ...settings }))
}

/** Field and cause of every problem. */
function problems(settings: object): readonly string[] {
  const outcome = read(settings)
  return outcome.ok ? [] : outcome.error.problems.map(({ field, cause }) => `${field}: ${cause}`)
}

function onPlatform<Answer>(platform: NodeJS.Platform, ask: () => Answer): Answer {
  const real = process.platform
  Object.defineProperty(process, 'platform', { value: platform })
  try {
    return ask()
  } finally {
    Object.defineProperty(process, 'platform', { value: real })
  }
}

const scanner = { id: 'left', name: 'Left', port: '/dev/ttyACM0' }
const printer = { id: 'label', name: 'Label', transport: { kind: 'tcp', host: 'printer.local' } }

describe('reading', () => {
  test('what a person leaves out gets its documented default', () => {
    const outcome = read({ scanners: [scanner], printers: [printer] })
    expect(outcome).toMatchObject({
      ok: true,
      value: {
        language: 'zh',
        doubleReadMs: 300,
        centre: { kind: 'embedded', port: 0 },
        virtualScanner: false,
        scanners: [{ baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, suffix: 'auto' }],
        printers: [{ transport: { port: 9100 }, waitForClose: true }],
      },
    })
  })

  test('USB numbers are read as people write them', () => {
    const port = { vendorId: '0x05F9', productId: '4204' }
    expect(read({ scanners: [{ ...scanner, port }] })).toMatchObject({
      value: { scanners: [{ port: { vendorId: '05f9', productId: '4204' } }] },
    })
  })

  test('a file that a Windows editor saved with a byte order mark is read', () => {
    expect(readStationSettings('\uFEFF{"version":1}').ok).toBe(true)
  })

  test.each([
    [{ langage: 'en' }, 'langage: there is no such field'],
    [{ language: 'fr' }, 'language: invalid option: expected one of "zh"|"en"'],
    [{ centre: { kind: 'remote' } }, 'centre.url: the field is missing'],
    [
      { centre: { kind: 'remote', url: 'ftp://x' } },
      'centre.url: expected an address that starts with http:// or https://',
    ],
    [{ scanners: [{ id: 'a', name: 'b' }] }, 'scanners[0].port: the field is missing'],
    [
      { scanners: [{ ...scanner, port: 5 }] },
      'scanners[0].port: expected a path such as "/dev/ttyACM0", or vendorId and productId',
    ],
    [
      { scanners: [{ ...scanner, port: { vendorId: '5', productId: '4204' } }] },
      'scanners[0].port.vendorId: expected four hexadecimal digits, for example "05f9"',
    ],
    [
      { scanners: [{ ...scanner, baudrate: 9600 }] },
      'scanners[0].baudrate: there is no such field',
    ],
    [
      { printers: [{ ...printer, dotsPerInch: 600 }] },
      'printers[0].dotsPerInch: invalid option: expected one of 203|300',
    ],
    [
      { printers: [{ ...printer, profile: 'tspl-203', speed: 9 }] },
      'printers[0].speed: this printer takes 2 to 5',
    ],
    [
      { printers: [{ ...printer, profile: 'escpos-203', speed: 2 }] },
      'printers[0].speed: this printer takes no speed',
    ],
    [
      { scanners: [scanner], printers: [{ ...printer, id: 'left' }] },
      'printers[0].id: the id "left" is taken; every device needs its own',
    ],
    [
      { scanners: [{ ...scanner, id: 'virtual-scanner' }] },
      'scanners[0].id: the id "virtual-scanner" is taken; every device needs its own',
    ],
  ])('%j is refused by field and cause, not guessed at', (settings, problem) => {
    expect(problems(settings)).toEqual([problem])
  })

  test('all that is wrong is told at once, each with a remedy, in words', () => {
    const outcome = readStationSettings(
      '{"version":1,"sounds":"yes","flow":"x"}',
      '/data/station.json',
    )
    const text = outcome.ok ? '' : describeSettingsFault(outcome.error)
    expect(text).toMatch(/^\/data\/station\.json cannot be used\.\nflow: .+\. .+\nsounds: .+\. .+$/)
  })

  test.each(['', '{', '{"version":1,}'])('text that is no JSON (%j) is told as such', (text) => {
    expect(readStationSettings(text)).toMatchObject({ error: { code: 'not-json' } })
  })

  test.each(['null', '[]', '7', '"x"', '{}'])(
    'JSON that is no settings (%s) is refused',
    (text) => {
      expect(readStationSettings(text)).toMatchObject({ ok: false, error: { code: 'invalid' } })
    },
  )

  test('a file of a newer program asks for an update, whatever else is in it', () => {
    expect(readStationSettings('{"version":2,"new":1}')).toMatchObject({
      error: { code: 'newer-version' },
    })
  })
})

describe('the file', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'holdfast-settings-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  test('a first start writes the demo station, and the next start reads the same', async () => {
    const path = join(folder, 'new', 'station.json')
    const first = await loadStationSettings(path)
    expect(first).toEqual({ ok: true, value: demoSettings })
    expect(await loadStationSettings(path)).toEqual(first)
    expect(hasVirtualPrinter(demoSettings)).toBe(true)
    expect((await stat(path)).mode & 0o077).toBe(0)
  })

  test('a bad file is told and left exactly as it is', async () => {
    const path = join(folder, 'station.json')
    await writeFile(path, '{"version":1,"sound":true}')
    expect(await loadStationSettings(path)).toMatchObject({
      error: { code: 'invalid', file: path },
    })
    expect(await saveLanguage(path, 'en')).toMatchObject({ error: { code: 'invalid' } })
    expect(await readFile(path, 'utf8')).toBe('{"version":1,"sound":true}')
  })

  test('changing the language keeps what a person wrote since the start, and adds nothing', async () => {
    const path = join(folder, 'station.json')
    await writeFile(path, '{"version":1,"stationName":"7","language":"zh"}')
    expect(await saveLanguage(path, 'en')).toEqual({ ok: true, value: null })
    const written: unknown = JSON.parse(await readFile(path, 'utf8'))
    expect(written).toEqual({ version: 1, stationName: '7', language: 'en' })
    expect(await readdir(folder)).toEqual(['station.json'])
  })

  test('calibrating a printer keeps every other one, and what a person wrote since the start', async () => {
    const path = join(folder, 'station.json')
    const [one, other] = ['one', 'other'].map((id) => ({ ...printer, id }))
    await writeFile(path, JSON.stringify({ version: 1, stationName: '7', printers: [one, other] }))
    const points = { offsetRight: 1.5, offsetDown: -0.5, polarity: 'inverted' }
    expect(await savePrinterPoints(path, 'other', points)).toEqual({ ok: true, value: null })
    const written: unknown = JSON.parse(await readFile(path, 'utf8'))
    const printers = [one, { ...other, ...points }]
    expect(written).toEqual({ version: 1, stationName: '7', printers })
  })

  test('a save that fails leaves the old file and says so', async () => {
    const path = join(folder, 'station.json')
    await saveStationSettings(path, demoSettings)
    // A folder in the way stops the write for root too, which a read-only folder would not.
    await mkdir(`${path}.new`)
    const outcome = await saveStationSettings(path, { ...demoSettings, stationName: '9' })
    expect(outcome).toMatchObject({ error: { code: 'unwritable', file: path } })
    expect(await loadStationSettings(path)).toEqual({ ok: true, value: demoSettings })
  })

  test('a path that cannot be read is a fault and not a fresh demo', async () => {
    expect(await loadStationSettings(folder)).toMatchObject({ error: { code: 'unreadable' } })
  })
})

describe('the profile of a printer', () => {
  const profileFrom = (fields: object): unknown => {
    const outcome = read({ printers: [{ ...printer, ...fields }] })
    const [settings] = outcome.ok ? outcome.value.printers : []
    return settings && profileOf(settings)
  }

  test('is plain ZPL at 203 dpi when nothing is said', () => {
    expect(profileFrom({})).toEqual(plainProfile('zpl', 203))
  })

  test('is the named one, changed in the points that are given', () => {
    const changes = { polarity: 'inverted', headDots: 640, gap: 3 }
    const expected = { ...plainProfile('tspl', 300), ...changes }
    expect(profileFrom({ profile: 'tspl-300', ...changes })).toEqual(expected)
  })

  test('can be given by language and resolution alone', () => {
    expect(profileFrom({ language: 'cpcl', dotsPerInch: 300 })).toEqual(plainProfile('cpcl', 300))
  })

  test('on a serial line so slow that a label takes minutes is told how to be faster', () => {
    const serial = { kind: 'serial', path: '/dev/ttyUSB0', baudRate: 9_600 }
    const at = (profile: string, transport: object) =>
      printerSettings.safeParse({ id: 'p', name: 'P', profile, transport })
    const [issue] = at('tspl-203', serial).error?.issues ?? []
    expect(issue).toMatchObject({ path: ['transport', 'baudRate'] })
    expect(issue?.message).toMatch(/about 125 s; set a faster line$/)
    expect(at('tspl-203', { ...serial, baudRate: 115_200 }).success).toBe(true)
    const packed = { id: 'p', name: 'P', profile: 'zpl-203', compression: 'z64' as const }
    expect(printerSettings.safeParse({ ...packed, transport: serial }).success).toBe(true)
  })

  test('that prints PDF is refused on Windows, whose spooler would print it as text', () => {
    const settings = { id: 'p', name: 'P', profile: 'pdf-203' }
    const [issue] = onPlatform('win32', () =>
      printerSettings.safeParse({ ...settings, transport: { kind: 'spooler', queue: 'labels' } }),
    ).error?.issues ?? [{}]
    expect(issue).toMatchObject({ path: ['transport', 'kind'] })
  })

  test('names a template for waybills that is none', () => {
    expect(printerSettings.safeParse({ ...printer, waybill: 'packing-list-a4' }).success).toBe(
      false,
    )
    expect(printerSettings.safeParse({ ...printer, waybill: 'waybill-mine' }).success).toBe(true)
  })

  test('must be one that ships', () => {
    expect(problems({ printers: [{ ...printer, profile: 'zebra' }] })).toEqual([
      expect.stringMatching(/^printers\[0\]\.profile: invalid option: expected one of "zpl-203"/),
    ])
  })
})

test('every field of the JSON schema tells what it is for', () => {
  const undocumented: string[] = []
  const visit = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return
    for (const [name, inner] of Object.entries(node)) {
      if (name === 'properties') {
        for (const [field, schema] of Object.entries(inner as Record<string, object>)) {
          if (!('description' in schema)) undocumented.push(`${path}.${field}`)
        }
      }
      visit(inner, `${path}.${name}`)
    }
  }
  const schema = stationSettingsJsonSchema()
  visit(schema, '')
  expect(undocumented).toEqual([])
  expect(Object.keys(schema['properties'] as object)).toContain('doubleReadMs')
})

test('the station.json that the README shows is one that the program takes', async () => {
  const readme = await readFile(new URL('../../../README.md', import.meta.url), 'utf8')
  const example = /```json\n([\s\S]+?)```/.exec(readme)?.[1] ?? ''
  expect(readStationSettings(example)).toMatchObject({ ok: true })
})
