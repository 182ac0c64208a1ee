import type { PrinterProfile } from '../../../../shared/label/printer-profile.ts'
import type { PrinterConnection } from '../transport.ts'
import { unknownCondition, type PrinterCondition, type StatusQuestion } from './condition.ts'
import { cpclStatus } from './cpcl-status.ts'
import { escposStatus } from './escpos-status.ts'
import { tsplStatus } from './tspl-status.ts'
import { zplStatus } from './zpl-status.ts'

const questions: Readonly<Record<PrinterProfile['statusDialect'], StatusQuestion | null>> = {
  zpl: zplStatus,
  tspl: tsplStatus,
  cpcl: cpclStatus,
  escpos: escposStatus,
  none: null,
}

/** How a printer of this profile is asked for its condition; null = it cannot be asked. */
export function questionFor({ statusDialect }: PrinterProfile): StatusQuestion | null {
  return questions[statusDialect]
}

/** Printers answer within some ms; one without paper may not answer at all. */
const answerTimeoutMs = 700

/** Asks a printer that was reached, before any label. What does not come in time is unknown. */
export async function askCondition(
  connection: PrinterConnection,
  { ask, read }: StatusQuestion,
): Promise<PrinterCondition> {
  const answered = await connection.ask(ask, (bytes) => read(bytes) !== null, answerTimeoutMs)
  if (answered.length === 0) return unknownCondition('the printer gave no answer')
  return read(answered) ?? unknownCondition('the printer gave half an answer')
}
