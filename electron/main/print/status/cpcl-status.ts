import { conditionOf, faultsIn, type FaultBit, type StatusQuestion } from './condition.ts'

/** `ESC h`: one byte. No manual was at hand: its bits are as they are commonly told, to be seen on a real printer (hardware facts 2.6). */
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
