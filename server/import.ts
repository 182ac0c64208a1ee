// Brings an order file into a centre: `npm run import -- FILE.csv [--server URL --admin-token T] [--data-dir DIR]`.
import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { fail, type Result } from '../shared/domain/result.ts'
import { readCentreNote } from './centre-note.ts'
import { centrePlaces, defaultDataDirectory } from './data-directory.ts'
import type { ImportReport } from './intake/import-orders.ts'
import {
  centreAnswers,
  importIntoDatabase,
  importThroughCentre,
  type ImportFault,
} from './intake/import-target.ts'
import { describeImport } from './intake/report-text.ts'
import { realWorld } from './real-world.ts'

const usage = 'Use: npm run import -- FILE.csv [--server URL --admin-token TOKEN] [--data-dir DIR]'
const { env } = process

interface Wanted {
  readonly file: string
  readonly server: string | undefined
  readonly adminToken: string | undefined
  readonly dataDirectory: string
}

function readArguments(): Wanted | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        server: { type: 'string' },
        'admin-token': { type: 'string' },
        'data-dir': { type: 'string' },
      },
    })
    const [file, surplus] = positionals
    if (file === undefined || surplus !== undefined) return null
    const dataDirectory =
      values['data-dir'] ??
      env['HOLDFAST_DATA_DIR'] ??
      defaultDataDirectory(env, process.platform, homedir())
    const adminToken = values['admin-token'] ?? env['ADMIN_TOKEN']
    return { file, server: values.server?.replace(/\/+$/, ''), adminToken, dataDirectory }
  } catch {
    return null
  }
}

async function importFile(
  wanted: Wanted,
  bytes: Uint8Array,
): Promise<Result<ImportReport, ImportFault>> {
  const places = centrePlaces(wanted.dataDirectory)
  const note = await readCentreNote(places.note)
  if (wanted.server !== undefined) {
    const adminToken = wanted.adminToken ?? (note?.url === wanted.server ? note.adminToken : null)
    if (adminToken === null) {
      const message = `Importing into ${wanted.server} needs its admin token.`
      return fail({
        message,
        remedy: 'Give it with --admin-token; it is in the centre’s centre.json.',
      })
    }
    return importThroughCentre({ url: wanted.server, adminToken }, bytes)
  }
  if (note && (await centreAnswers(note.url))) return importThroughCentre(note, bytes)
  const world = realWorld((line) => {
    console.log(line)
  })
  const url = env['DATABASE_URL']
  const choice =
    url === undefined || url === ''
      ? ({ kind: 'pglite', directory: places.database } as const)
      : ({ kind: 'postgres', url } as const)
  return importIntoDatabase(choice, world, bytes)
}

async function run(): Promise<number> {
  const wanted = readArguments()
  if (!wanted) {
    console.error(usage)
    return 1
  }
  // npm starts scripts in the project folder; the person may stand in another.
  const path = resolve(env['INIT_CWD'] ?? '.', wanted.file)
  const bytes = await readFile(path).catch(() => null)
  if (!bytes) {
    console.error(`The file ${path} cannot be read.\nCheck its name. ${usage}`)
    return 1
  }
  const imported = await importFile(wanted, bytes)
  if (!imported.ok) {
    console.error(`${imported.error.message}\n${imported.error.remedy}`)
    return 1
  }
  console.log(describeImport(imported.value))
  return 0
}

process.exitCode = await run()
