import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import type { Order } from '../../shared/domain/order.ts'
import type { Product } from '../../shared/domain/product.ts'
import type { Task } from '../../shared/domain/task.ts'
import type { Waybill } from '../../shared/domain/waybill.ts'
import { snapshotLine } from '../../shared/protocol/feed.ts'
import { enrolResponse, type EnrolResponse } from '../../shared/protocol/station.ts'
import { protocolHeader, protocolVersion } from '../../shared/protocol/version.ts'
import type { CentreProcess } from './centre-process.ts'

/** Everything that the centre shows to its stations at one moment. */
export interface CentreState {
  readonly orders: ReadonlyMap<string, Order>
  readonly products: ReadonlyMap<string, Product>
  readonly waybills: ReadonlyMap<string, Waybill>
  readonly tasks: readonly Task[]
}

/** A second station of the same centre that only looks. */
export interface Observer {
  look(): Promise<CentreState>
}

const headers = { 'content-type': 'application/json', [protocolHeader]: String(protocolVersion) }

/** Makes a station known to a centre. */
export async function enrolAt(centre: CentreProcess, stationName: string): Promise<EnrolResponse> {
  const pairingCode = await centre.createPairingCode()
  const body = JSON.stringify({ pairingCode, stationName })
  const url = `${centre.url}/v1/stations/enrol`
  return enrolResponse.parse(await (await fetch(url, { method: 'POST', headers, body })).json())
}

/** Enrols an observer. */
export async function enrolObserver(centre: CentreProcess): Promise<Observer> {
  const { token } = await enrolAt(centre, 'observer')
  const authorization = `Bearer ${token}`
  return {
    async look() {
      const answer = await fetch(`${centre.url}/v1/snapshot`, {
        headers: { ...headers, authorization },
      })
      if (!answer.ok || !answer.body) throw new Error(`snapshot: HTTP ${String(answer.status)}`)
      return readState(createInterface({ input: Readable.fromWeb(answer.body as never) }))
    },
  }
}

async function readState(lines: AsyncIterable<string>): Promise<CentreState> {
  const orders = new Map<string, Order>()
  const products = new Map<string, Product>()
  const waybills = new Map<string, Waybill>()
  const tasks: Task[] = []
  for await (const text of lines) {
    const line = snapshotLine.parse(JSON.parse(text))
    if (line.kind !== 'row' || !line.change.row) continue
    const { change } = line
    if (change.entity === 'order') orders.set(change.key, change.row as Order)
    if (change.entity === 'product') products.set(change.key, change.row as Product)
    if (change.entity === 'waybill') waybills.set(change.key, change.row as Waybill)
    if (change.entity === 'task') tasks.push(change.row as Task)
  }
  return { orders, products, waybills, tasks }
}
