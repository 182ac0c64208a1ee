import type { BenchProfile } from '../../shared/ipc/profile-routes.ts'
import type { Bench } from './actions.ts'
import { scenarioChange } from './board.ts'
import { stopOf } from './phase.ts'
import type { BenchWay, StationView } from './view.ts'
import { beginWalk } from './walk.ts'

/** How a bench works by a profile. */
function wayOf({ code, name, flow, weighing, cartons }: BenchProfile): BenchWay {
  const asks = { weighs: weighing === 'check', asksCarton: cartons === 'ask' }
  return { profile: { code, name }, flow, ...asks }
}

/**
 * The bench is for something else from now on. Not while a parcel is open or goods are on a cart: how these are finished must not change
 * under the hands of whoever has begun them.
 */
export async function chooseProfile(bench: Bench, code: string): Promise<void> {
  const { ports, board } = bench
  const { profiles, stationId } = ports
  const view = board.view()
  const profile = profiles.find((one) => one.code === code)
  if (!profile && profiles.length === 0) return board.wrong('no-profiles', { profile: code })
  if (!profile) {
    const names = profiles.map((one) => `${one.name} (${one.code})`).join(', ')
    return board.wrong('unknown-profile', { profile: code, names })
  }
  if (view.order && !stopOf(view.order, stationId))
    return board.wrong('profile-order-open', { orderNumber: view.order.orderNumber })
  if (hasGoodsOnTheWay(view))
    return board.wrong('profile-walk-open', { waveNumber: view.walk?.waveNumber ?? '' })
  const chosen = await ports.main.chooseProfile(code)
  if (!chosen.ok) return board.wrong(chosen.error)
  board.openOrder(null)
  board.show({ way: wayOf(profile) })
  if (profile.opens === 'walk') await beginWalk(bench, null)
  else board.show(scenarioChange(profile.opens))
  board.notice('profile-chosen', { name: profile.name })
}

/** Goods were taken from the shelves, and others of the walk were not yet. */
function hasGoodsOnTheWay({ walk }: Pick<StationView, 'walk'>): boolean {
  if (!walk) return false
  const isBegun = walk.orders.some(({ lines }) => lines.some(({ picked }) => picked > 0))
  return walk.inHand !== null || (isBegun && walk.stops.length > 0)
}
