import {
  conditionOf,
  faultsIn,
  unknownCondition,
  type FaultBit,
  type StatusQuestion,
} from './condition.ts'

/** `DLE EOT n` asks at once, also amid other data, so it is asked only between two documents. */
const question = (n: number): readonly number[] => [0x10, 0x04, n]

/**
 * `DLE EOT 1 … 4` (Epson ESC/POS reference; TM-U220 manual p. 54): printer, offline cause, error cause, paper; one byte each. Bits 0,
 * 1, 4 and 7 of an answer are always 0, 1, 1 and 0, which tells it from the four-byte frames of Automatic Status Back.
 */
export const escposStatus: StatusQuestion = {
  ask: Uint8Array.from([1, 2, 3, 4].flatMap(question)),
  read: (answered) => {
    const [printer, offline, error, paper] = answersIn(answered)
    if (printer === undefined || offline === undefined) return null
    if (error === undefined || paper === undefined) return null
    const faults = [
      ...faultsIn(offline, offlineBits),
      ...faultsIn(error, errorBits),
      ...faultsIn(paper, paperBits),
    ]
    // Offline for a reason that no bit tells.
    if (faults.length === 0 && (printer & 0x08) !== 0)
      return unknownCondition('the printer is offline and does not say why')
    return conditionOf([...new Set(faults)], { isPaperLow: (paper & 0x0c) !== 0 })
  },
}

const offlineBits: readonly FaultBit[] = [
  [2, 'head-open'],
  [3, 'paused'],
  [5, 'paper-out'],
]
const errorBits: readonly FaultBit[] = [
  [3, 'cutter-fault'],
  [5, 'needs-service'],
  [6, 'too-hot'],
]
const paperBits: readonly FaultBit[] = [
  [5, 'paper-out'],
  [6, 'paper-out'],
]

/** Bytes that have the shape of an answer; a frame of Automatic Status Back begins with 0xx1xx00 and is passed over whole. */
function answersIn(bytes: Uint8Array): readonly number[] {
  const answers: number[] = []
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    if ((byte & 0x93) === 0x10) at += 3
    else if ((byte & 0x93) === 0x12) answers.push(byte)
  }
  return answers
}
