import { conditionOf, faultsIn, type FaultBit, type StatusQuestion } from './condition.ts'

/** `ESC h` (Zebra CPCL manual, "Get printer status"): one byte. */
export const cpclStatus: StatusQuestion = {
  ask: Uint8Array.of(0x1b, 0x68),
  read: (answered) => {
    const byte = answered.at(-1)
    if (byte === undefined) return null
    return conditionOf(faultsIn(byte, bits), { isBusy: (byte & 1) !== 0 })
  },
}

const bits: readonly FaultBit[] = [
  [1, 'paper-out'],
  [2, 'head-open'],
]
