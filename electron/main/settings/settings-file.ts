import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import type { Language } from '../../../shared/ipc/station-routes.ts'
import type { ScannerFraming, ScannerSettings } from './scanner-settings.ts'
import { settingsProblemsOf, type SettingsFault } from './settings-fault.ts'
import {
  demoSettings,
  settingsFileName,
  stationSettings,
  type StationSettings,
} from './station-settings.ts'

/**
 * Reads the text of a settings file.
 *
 * @param file path shown in a fault
 * @returns the settings with every default filled in, or all that is wrong with the text
 */
export function readStationSettings(
  text: string,
  file: string = settingsFileName,
): Result<StationSettings, SettingsFault> {
  const json = parseJson(text, file)
  if (!json.ok) return json
  const newer = versionOf(json.value) > 1
  if (newer) {
    const cause = 'the file was written by a newer Holdfast'
    const remedy = 'Update this station, or restore the older file.'
    return fail({ code: 'newer-version', file, problems: [{ field: 'version', cause, remedy }] })
  }
  const checked = stationSettings.safeParse(json.value, { reportInput: true })
  if (checked.success) return succeed(checked.data)
  return fail({ code: 'invalid', file, problems: settingsProblemsOf(checked.error) })
}

/**
 * Reads `station.json`. A file that is not there is written with the demo station's settings; a file that is wrong is
 * left exactly as it is.
 */
export async function loadStationSettings(
  path: string,
): Promise<Result<StationSettings, SettingsFault>> {
  const text = await readText(path)
  if (!text.ok) return text
  if (text.value !== null) return readStationSettings(text.value, path)
  const saved = await saveStationSettings(path, demoSettings)
  return saved.ok ? succeed(demoSettings) : saved
}

/** Replaces `station.json` in one step: after a crash there is the old file or the new one, never a half. */
export async function saveStationSettings(
  path: string,
  settings: StationSettings,
): Promise<Result<null, SettingsFault>> {
  return writeJson(path, settings)
}

/** Changes the language in `station.json` and nothing else. */
export function saveLanguage(
  path: string,
  language: Language,
): Promise<Result<null, SettingsFault>> {
  return changeSettings(path, (written) => ({ ...written, language }))
}

/** Changes the points of one printer in `station.json` and nothing else. A printer that is not in it any more stays away. */
export function savePrinterPoints(
  path: string,
  printerId: string,
  points: Readonly<Record<string, unknown>>,
): Promise<Result<null, SettingsFault>> {
  return changeSettings(path, (written) => {
    const changed = listOf(written.printers).map((printer) => {
      const record = asRecord(printer)
      return record.id === printerId ? { ...record, ...points } : printer
    })
    return { ...written, printers: changed }
  })
}

/** Changes how the bytes of one scanner become codes, in `station.json`, and nothing else. */
export function saveScannerFraming(
  path: string,
  scannerId: string,
  framing: ScannerFraming,
): Promise<Result<null, SettingsFault>> {
  return changeSettings(path, (written) => ({
    ...written,
    scanners: listOf(written.scanners).map((scanner) =>
      asRecord(scanner).id === scannerId ? { ...asRecord(scanner), ...framing } : scanner,
    ),
  }))
}

/** Adds a scanner to `station.json`. */
export function saveNewScanner(
  path: string,
  scanner: ScannerSettings,
): Promise<Result<null, SettingsFault>> {
  return changeSettings(path, (written) => ({
    ...written,
    scanners: [...listOf(written.scanners), scanner],
  }))
}

type Written = Readonly<Record<string, unknown>>

function listOf(written: unknown): readonly unknown[] {
  return Array.isArray(written) ? (written as readonly unknown[]) : []
}

/** Changes what is written, so that what a person wrote there since the start of the program stays. */
async function changeSettings(
  path: string,
  change: (written: Written) => Written,
): Promise<Result<null, SettingsFault>> {
  const text = await readText(path)
  if (!text.ok) return text
  const current = text.value ?? JSON.stringify(demoSettings)
  const settings = readStationSettings(current, path)
  if (!settings.ok) return settings
  const written = parseJson(current, path)
  if (!written.ok) return written
  const changed = change(asRecord(written.value))
  // A file that the next start would refuse is never written.
  const checked = readStationSettings(JSON.stringify(changed), path)
  return checked.ok ? writeJson(path, changed) : checked
}

function parseJson(text: string, file: string): Result<unknown, SettingsFault> {
  try {
    // Windows editors put a byte order mark in front, which JSON does not know.
    return succeed(JSON.parse(text.replace(/^\uFEFF/, '')) as unknown)
  } catch (thrown) {
    const cause = `it is not JSON: ${thrown instanceof Error ? thrown.message : String(thrown)}`
    const remedy = 'Look for a missing comma, quote or bracket at that place.'
    return fail({ code: 'not-json', file, problems: [{ field: '', cause, remedy }] })
  }
}

function versionOf(json: unknown): number {
  const { version } = asRecord(json)
  return typeof version === 'number' ? version : 0
}

function asRecord(json: unknown): Written {
  return typeof json === 'object' && json !== null ? { ...json } : {}
}

async function readText(path: string): Promise<Result<string | null, SettingsFault>> {
  try {
    return succeed(await readFile(path, 'utf8'))
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT')
      return succeed(null)
    const remedy = 'Give this user the right to read it.'
    return fail(diskFault('unreadable', path, thrown, remedy))
  }
}

async function writeJson(path: string, value: unknown): Promise<Result<null, SettingsFault>> {
  const half = `${path}.new`
  try {
    await mkdir(dirname(path), { recursive: true })
    // Only its owner may read it: a pairing code may stand in it.
    const file = await open(half, 'w', 0o600)
    try {
      await file.writeFile(`${JSON.stringify(value, null, 2)}\n`)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(half, path)
    return succeed(null)
  } catch (thrown) {
    const remedy = 'Check free space and the right to write in that folder.'
    return fail(diskFault('unwritable', path, thrown, remedy))
  }
}

function diskFault(
  code: SettingsFault['code'],
  file: string,
  thrown: unknown,
  remedy: string,
): SettingsFault {
  const cause = thrown instanceof Error ? thrown.message : String(thrown)
  return { code, file, problems: [{ field: '', cause, remedy }] }
}
