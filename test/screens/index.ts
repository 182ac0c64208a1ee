// Pictures of the real program in every state that a person sees: `npm run screens -- --out DIR [--only NAME]`.
import { parseArgs } from 'node:util'
import { startFakePrinter } from '../fakes/fake-printer.ts'
import { startDemoBench } from '../e2e/demo-bench.ts'
import { labelStates, packingStates, substituteStates } from './bench-states.ts'
import { createCamera } from './camera.ts'
import { profileStates, scannerStates, shiftStates } from './device-states.ts'
import { countStates, handOverStates, queueStates, walkStates } from './floor-states.ts'
import { weighingPictures } from './weighing-states.ts'

const { values } = parseArgs({
  options: { out: { type: 'string' }, only: { type: 'string', default: '' } },
})
const folder = values.out
if (folder === undefined) throw new Error('Say where the pictures go: npm run screens -- --out DIR')

const printer = await startFakePrinter()
const transport = { kind: 'tcp', host: printer.host, port: printer.port, drainTimeoutMs: 12_000 }
const bench = await startDemoBench({
  printers: [
    { id: 'labels', name: 'Zebra ZD421', profile: 'zpl-203', transport },
    { id: 'spare', name: 'Gprinter', profile: 'tspl-203', transport: { kind: 'virtual' } },
  ],
  supervisors: ['0001'],
  profiles: [
    { code: 'PACK-1', name: '小件 Small' },
    { code: 'CART', name: '拣货 Picking', flow: 'pick-then-pack', opens: 'walk' },
  ],
})
const isWanted = (name: string): boolean => name.includes(values.only)
const camera = createCamera(folder, bench.station, isWanted)
try {
  await queueStates(bench, camera)
  await packingStates(bench, camera)
  await substituteStates(bench, camera)
  await labelStates(bench, printer, camera)
  await handOverStates(bench, camera)
  await shiftStates(bench, camera)
  await scannerStates(bench, camera)
  await profileStates(bench, camera)
  await walkStates(bench, camera)
  await countStates(bench, camera)
} finally {
  await bench.remove()
  await printer.turnOff()
}
const weighed = await weighingPictures(folder, isWanted)
console.log(`${String(camera.taken() + weighed)} pictures in ${folder}`)
