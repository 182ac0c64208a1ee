import { expect, test } from 'vitest'
import { FaultyDisk } from '../../fakes/faulty-disk.ts'
import { seededRandom } from '../../fakes/random.ts'
import { fact, open, openGood, ordersIn, valueOf } from './journal-fixture.ts'

interface Tried {
  readonly orders: readonly string[]
  acked: boolean
}

/** Appends until the disk goes away, some of them at the same time. */
async function appendUntilGone(
  disk: FaultyDisk,
  random: () => number,
  next: { number: number },
): Promise<readonly Tried[]> {
  const opened = await open(disk.open())
  if (!opened.ok) return []
  const tried: Tried[] = []
  for (let round = 0; round < 6; round += 1) {
    const appends = Array.from({ length: 1 + Math.floor(random() * 4) }, async () => {
      const facts = Array.from({ length: 1 + Math.floor(random() * 4) }, () => {
        next.number += 1
        return fact(next.number, 1 + Math.floor(random() * 60))
      })
      const entry: Tried = { orders: facts.map((each) => each.body.orderNumber), acked: false }
      tried.push(entry)
      entry.acked = (await opened.value.append(facts)).ok
    })
    await Promise.all(appends)
  }
  return tried
}

/** What came back must be whole appends in order, every acked one among them, and nothing behind a lost one. */
function checkRecovered(
  back: readonly unknown[],
  tried: readonly Tried[],
  seed: string,
): unknown[] {
  const rest = [...back]
  let lost = false
  for (const { orders, acked } of tried) {
    const isBack = rest[0] === orders[0]
    if (acked) expect(isBack, `${seed}: acked ${orders.join()} is lost`).toBe(true)
    if (!isBack) {
      lost = true
      continue
    }
    expect(lost, `${seed}: ${orders.join()} came back behind a lost append`).toBe(false)
    expect(rest.splice(0, orders.length), `${seed}: half an append`).toEqual(orders)
  }
  expect(rest, `${seed}: frames out of nowhere`).toEqual([])
  return [...back]
}

async function liveThroughCrashes(seed: number): Promise<void> {
  const random = seededRandom(seed)
  const disk = new FaultyDisk(random)
  const next = { number: 0 }
  let settled: Tried[] = []
  for (let life = 0; life < 4; life += 1) {
    const powerCut = random() < 0.7
    const label = `seed ${String(seed)}, life ${String(life)}`
    disk.planCrash(disk.calls + 1 + Math.floor(random() * 25))
    const tried = await appendUntilGone(disk, random, next)
    disk.kill()
    if (powerCut) disk.cutPower()
    const journal = valueOf(await open(disk.open()))
    const back = checkRecovered(await ordersIn(journal), [...settled, ...tried], label)
    // What opening has shown is durable from now on, whatever happens next.
    settled = back.map((order) => ({ orders: [String(order)], acked: true }))
    if (random() < 0.5) disk.cutPower()
    else await journal.close()
  }
}

test('power cuts and kills at any call, with unsynced writes dropped, torn and holed: nothing acked is lost', async () => {
  for (let seed = 1; seed <= 1_000; seed += 1) await liveThroughCrashes(seed)
}, 60_000)

test('a kill between write and fdatasync, then a power cut: what the first start showed is still there', async () => {
  const disk = new FaultyDisk(seededRandom(3))
  const journal = await openGood(disk.open())
  await journal.append([fact(1)])
  // The next append's write is done, its fdatasync is not.
  disk.planFault({ call: disk.calls + 2, code: 'EIO' })
  await journal.append([fact(2)])
  disk.kill()
  disk.planFault(null)
  const shown = await ordersIn(await openGood(disk.open()))
  disk.cutPower()
  expect(await ordersIn(await openGood(disk.open()))).toEqual(shown)
})
