import type { PrinterCondition, StatusQuestion } from './status/condition.ts'
import { unknownCondition } from './status/condition.ts'
import { askCondition } from './status/dialects.ts'
import type { PrinterTransport } from './transport.ts'

/** Between two looks: while it prints, and while a person sees to it, ms. */
const printingMs = 250
const faultMs = 2_000
/** Some printers call themselves busy for ever. */
const mostLooksAtWork = 40

/** What a look behind a label has come to; `nextMs` null = there is nothing more to look for. */
export interface LookAfter {
  readonly condition: PrinterCondition
  readonly nextMs: number | null
}

/**
 * Looks at a printer behind its last label, until it is at rest: paper that ran out in the middle of the label is told now, and not
 * when the next one waits. It confirms nothing; only a scan does.
 */
export function createLookAfter(
  transport: PrinterTransport,
  question: StatusQuestion,
): (signal: AbortSignal) => Promise<LookAfter> {
  let looks = 0
  let hadFault = false
  return async (signal) => {
    const condition = await conditionNow(transport, question, signal)
    looks += 1
    if (condition.kind === 'fault') {
      hadFault = true
      return { condition, nextMs: faultMs }
    }
    if (condition.kind === 'unknown') return { condition, nextMs: hadFault ? faultMs : null }
    hadFault = false
    const isAtWork = condition.isBusy && looks < mostLooksAtWork
    return { condition, nextMs: isAtWork ? printingMs : null }
  }
}

async function conditionNow(
  transport: PrinterTransport,
  question: StatusQuestion,
  signal: AbortSignal,
): Promise<PrinterCondition> {
  const opened = await transport.open(signal)
  if (!opened.ok) return unknownCondition(opened.error.detail)
  const condition = await askCondition(opened.value, question)
  opened.value.close()
  return condition
}
