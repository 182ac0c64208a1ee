import { afterAll, beforeAll, expect, it } from 'vitest'
import type { HoldfastBridge } from '../../shared/ipc/bridge.ts'
import { createPtyCable, type PtyCable } from '../fakes/serial-pty.ts'
import { startDemoBench, type DemoBench } from './demo-bench.ts'
import { readJournalFiles } from './journal-file.ts'

let bench: DemoBench
let scale: PtyCable

beforeAll(async () => {
  scale = await createPtyCable()
  bench = await startDemoBench({
    printers: [
      { id: 'small', name: 'Small', profile: 'zpl-203', transport: { kind: 'virtual' } },
      { id: 'large', name: 'Large', profile: 'zpl-203', transport: { kind: 'virtual' } },
    ],
    scales: [{ id: 'scale', name: 'Scale', port: scale.path, framing: 'ascii' }],
    profiles: [
      { code: 'PACK-1', name: 'Small parcels', opens: 'bench' },
      { code: 'HEAVY', name: 'Heavy parcels', printer: 'large', weighing: 'check' },
    ],
  })
  await bench.station.page().evaluate(async () => {
    const { holdfast } = globalThis as unknown as { readonly holdfast: HoldfastBridge }
    await holdfast.request('drill.set', { fault: 'no-network', isOn: true })
  })
})

afterAll(async () => {
  await bench.remove()
  await scale.remove()
})

const said = () => bench.station.page().getByTestId('feedback').innerText()

async function printersOfLabels(): Promise<readonly unknown[]> {
  const facts = (await readJournalFiles(bench.dataFolder)).flatMap(({ fact }) => fact ?? [])
  return facts.flatMap((fact) => (fact.type === 'label.sending' ? [fact.body.printerId] : []))
}

async function acknowledge(): Promise<void> {
  await bench.scan('HF:OK')
  await bench.station.untilFeedback('acknowledged')
}

it('a profile that is not there is refused with those that are', async () => {
  await bench.scan('HF:PROFILE:PACK-9')
  await bench.station.untilFeedback('unknown-profile')
  expect(await said()).toContain('Small parcels (PACK-1), Heavy parcels (HEAVY)')
  await acknowledge()
})

it('the card of another profile waits until the open parcel is done', async () => {
  await bench.scan('HF:PROFILE:PACK-1')
  await bench.station.untilFeedback('profile-chosen')
  expect(await bench.station.text('profile')).toBe('Small parcels')
  const orderNumber = await bench.packAllBut(1)
  await bench.scan('HF:PROFILE:HEAVY')
  await bench.station.untilFeedback('profile-order-open')
  expect(await said()).toContain(orderNumber)
  await acknowledge()
  await bench.follow()
  await bench.untilPhase('awaiting-scan-back')
  await bench.follow()
  await bench.station.untilFeedback('label-confirmed')
  expect(await printersOfLabels()).toEqual(['small'])
})

it('the next label comes from the other printer, once the scale was asked for', async () => {
  await bench.scan('HF:PROFILE:HEAVY')
  await bench.station.untilFeedback('profile-chosen')
  await bench.packAllBut(0)
  await bench.untilPhase('awaiting-weight')
  expect(await printersOfLabels()).toEqual(['small'])
  await bench.scan('HF:ACCEPT')
  await bench.untilPhase('awaiting-scan-back')
  expect(await printersOfLabels()).toEqual(['small', 'large'])
})

it('it is still so after a restart', async () => {
  await bench.station.quit()
  await bench.station.start()
  await bench.untilPhase('awaiting-scan-back')
  expect(await bench.station.text('profile')).toBe('Heavy parcels')
  await bench.follow()
  await bench.station.untilFeedback('label-confirmed')
  await bench.packAllBut(0)
  await bench.untilPhase('awaiting-weight')
  await bench.scan('HF:ACCEPT')
  await bench.untilPhase('awaiting-scan-back')
  expect(await printersOfLabels()).toEqual(['small', 'large', 'large'])
})
