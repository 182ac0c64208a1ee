import { tsplStatus } from '../../electron/main/print/status/tspl-status.ts'
import { createTcpTransport } from '../../electron/main/print/tcp-transport.ts'
import { startFakePrinter, type FakePrinterHabits } from '../fakes/fake-printer.ts'
import type { MoodyPrinter } from './printer-schedules.ts'

const times = { connectTimeoutMs: 500, drainTimeoutMs: 200, settleMs: 50, waitForClose: true }
const ordinary: Partial<FakePrinterHabits> = {
  ...{ pauseMs: 0, neverReads: false, resetAfterBytes: null, closesAtOnce: false },
  ...{ closesAfterBytes: null, statusBytes: 0, neverCloses: false, status: null },
  ...{ outOfPaperAfterBytes: null, outOfPaperMs: 0 },
}

type Mood = (random: () => number, labelBytes: number) => Partial<FakePrinterHabits>

const status = (answer: number, restAfterMs?: number) => ({
  question: tsplStatus.ask,
  answer: Uint8Array.of(answer),
  ...(restAfterMs === undefined ? {} : { restAfterMs }),
})

/** How a printer can be on one connection. */
const moods: readonly Mood[] = [
  () => ({}),
  () => ({}),
  (random) => ({ pauseMs: 1 + Math.floor(random() * 3) }),
  () => ({ neverReads: true }),
  (random, labelBytes) => ({ resetAfterBytes: 1 + Math.floor(random() * labelBytes * 1.2) }),
  () => ({ closesAtOnce: true }),
  (random, labelBytes) => ({ closesAfterBytes: 1 + Math.floor(random() * labelBytes) }),
  () => ({ neverCloses: true }),
  (random) => ({ statusBytes: 1 + Math.floor(random() * 4) }),
  (random, labelBytes) => ({
    outOfPaperAfterBytes: 1 + Math.floor(random() * labelBytes),
    outOfPaperMs: random() < 0.5 ? 10 : 400,
  }),
  () => ({ status: status(0x00) }),
  () => ({ status: status(0x04) }),
  () => ({ status: status(0x01, 30) }),
  () => ({ status: { question: tsplStatus.ask, answer: new Uint8Array() } }),
]

/** A printer on the network that changes its mood with every connection. */
export async function makeNetworkPrinter(
  random: () => number,
  labelBytes: number,
): Promise<MoodyPrinter> {
  const printer = await startFakePrinter()
  let moodsLeft = 1 + Math.floor(random() * 7)
  // One that closes in order before it has read a label: nothing on the wire tells that from one that has read it.
  let hasLied = false
  const changeMood = (): void => {
    moodsLeft -= 1
    const mood = moods[Math.floor(random() * moods.length)]
    // A printer is repaired in the end, or nobody would get a label out of it.
    const habits = moodsLeft > 0 && mood ? mood(random, labelBytes) : {}
    if (habits.closesAfterBytes !== undefined || habits.closesAtOnce) hasLied = true
    printer.behave({ ...ordinary, ...habits })
  }
  printer.onConnection(changeMood)
  changeMood()
  const { host, port } = printer
  return {
    transport: createTcpTransport({ host, port, ...times }),
    papers: () =>
      printer
        .documents()
        .map((bytes) => bytes.toString('latin1'))
        .filter((text) => text.endsWith('^XZ')),
    cutPower: () => printer.turnOff(),
    restorePower: () => printer.turnOn(),
    atRest: () => Promise.resolve(),
    canLie: () => hasLied,
    remove: () => printer.turnOff(),
  }
}
