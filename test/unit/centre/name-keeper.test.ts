import { expect, test } from 'vitest'
import type { CentreFault } from '../../../electron/main/centre/centre-fault.ts'
import { NameKeeper } from '../../../electron/main/centre/name-keeper.ts'
import type { StationNames } from '../../../shared/ipc/station-routes.ts'
import { fail, succeed } from '../../../shared/domain/result.ts'
import { until } from '../../wait/until.ts'
import { FaultyDisk } from '../../fakes/faulty-disk.ts'
import { HeldClock } from '../../fakes/held-clock.ts'
import { seededRandom } from '../../fakes/random.ts'

const silence: CentreFault = { kind: 'unreachable', timedOut: true, detail: 'no answer' }

/** A centre that names its benches, or is silent. */
class Naming {
  names: StationNames = { 's-1': 'By the door' }
  isSilent = false
  asked = 0

  stations = () => {
    this.asked += 1
    if (this.isSilent) return Promise.resolve(fail(silence))
    const stations = Object.entries(this.names).map(([stationId, stationName]) => {
      return { stationId, stationName }
    })
    return Promise.resolve(succeed({ stations }))
  }
}

async function open(disk: FaultyDisk, client: Naming, clock = new HeldClock()) {
  const told: StationNames[] = []
  const onChanged = (names: StationNames): void => void told.push(names)
  const names = await NameKeeper.open({ client, clock, disk: disk.open(), onChanged })
  return { names, told, clock }
}

test('names are forgotten over a restart without network', async () => {
  const disk = new FaultyDisk(seededRandom(1))
  const centre = new Naming()
  const first = await open(disk, centre)
  first.names.start()
  await until('the next question is set', () => first.clock.waits.length === 1)
  expect([first.told, first.names.read()]).toEqual([[centre.names], centre.names])
  first.names.stop()
  disk.kill()
  centre.isSilent = true
  const second = await open(disk, centre)
  second.names.start()
  await until('it will ask again', () => second.clock.waits.length === 1)
  expect([second.told, second.names.read()]).toEqual([[], centre.names])
})

test('a bench that came or was renamed is never heard of, or a stopped station goes on asking', async () => {
  const centre = new Naming()
  const { names, told, clock } = await open(new FaultyDisk(seededRandom(2)), centre)
  names.start()
  await until('the next question is set', () => clock.waits.length === 1)
  centre.names = { ...centre.names, 's-2': '二号台' }
  clock.advance(clock.waits[0] ?? 0)
  await until('the new name was told', () => told.length === 2)
  expect(names.read()).toEqual(centre.names)
  await until('the next question is set again', () => clock.waits.length === 1)
  names.stop()
  expect(clock.waits).toEqual([])
  expect(centre.asked).toBe(2)
})
