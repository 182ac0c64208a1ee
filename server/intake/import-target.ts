import { z } from 'zod'
import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import { apiFault } from '../../shared/protocol/fault.ts'
import { statusResponse } from '../../shared/protocol/station.ts'
import type { CentreNote } from '../centre-note.ts'
import { mainWarehouse, openCentreDatabase } from '../centre.ts'
import type { DatabaseChoice } from '../database/open.ts'
import type { World } from '../world.ts'
import { skipReasons } from './read-line.ts'
import { importOrders, type ImportReport } from './import-orders.ts'

/** Why an import did not happen, in words for the person who asked for it. */
export interface ImportFault {
  readonly message: string
  readonly remedy: string
}

const lines = z.array(z.object({ line: z.number(), intoLine: z.number(), text: z.string() }))
const importReport = z.object({
  linesRead: z.number(),
  ordersCreated: z.number(),
  ordersUnchanged: z.number(),
  ordersDiffering: z.array(z.string()),
  productsCreated: z.number(),
  productsUnchanged: z.number(),
  linesMerged: lines,
  linesSkipped: z.array(
    z.object({ line: z.number(), reason: z.enum(skipReasons), text: z.string() }),
  ),
}) satisfies z.ZodType<ImportReport>

/** Whether a centre answers at this address. */
export async function centreAnswers(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/v1/status`, { signal: AbortSignal.timeout(5_000) })
    return statusResponse.safeParse(await response.json()).success
  } catch {
    return false
  }
}

/** Hands an order file to a running centre. */
export async function importThroughCentre(
  centre: CentreNote,
  bytes: Uint8Array,
): Promise<Result<ImportReport, ImportFault>> {
  const headers = { authorization: `Bearer ${centre.adminToken}`, 'content-type': 'text/csv' }
  let answer: unknown
  try {
    const body = new Blob([new Uint8Array(bytes)])
    const response = await fetch(`${centre.url}/v1/intake/orders.csv`, {
      method: 'POST',
      headers,
      body,
    })
    answer = await response.json()
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error)
    const message = `The centre at ${centre.url} does not answer: ${cause}.`
    return fail({ message, remedy: 'Check the address, and that the centre is running.' })
  }
  const report = importReport.safeParse(answer)
  if (report.success) return succeed(report.data)
  const fault = apiFault.safeParse(answer)
  if (fault.success) return fail(fault.data.error)
  const message = `What answers at ${centre.url} is no centre of this version.`
  return fail({ message, remedy: 'Check the address, or update whichever side is older.' })
}

/** Imports straight into a database that no centre has open. */
export async function importIntoDatabase(
  choice: DatabaseChoice,
  world: World,
  bytes: Uint8Array,
): Promise<Result<ImportReport, ImportFault>> {
  const opened = await openCentreDatabase(choice, world)
  if (!opened.ok) return opened
  const { database, close } = opened.value
  try {
    const place = { warehouse: mainWarehouse, now: world.now() }
    const imported = await importOrders(database, place, bytes)
    return imported.ok ? imported : fail(imported.error.error)
  } finally {
    await close()
  }
}
