/** Why a fact and what the centre knew did not go together. */
export const exceptionCodes = [
  'claimed-elsewhere',
  'packed-elsewhere',
  'taken-over',
  'cancelled-while-picked',
  'cancelled-while-packed',
  'cancelled-after-label',
  'cancelled-after-hand-over',
  'held-while-packed',
  'held-after-hand-over',
  'address-changed',
  'address-changed-after-hand-over',
  'over-packed',
  'waybill-reused',
  'waybill-not-leased',
  'number-voided',
  'number-voided-after-hand-over',
] as const
export type ExceptionCode = (typeof exceptionCodes)[number]

/** What two sides disagree about. One of these leaves one task, however far the work has gone meanwhile. */
export const conflicts = [
  'elsewhere',
  'cancelled',
  'held',
  'address',
  'over-packed',
  'waybill',
  'void',
] as const
export type Conflict = (typeof conflicts)[number]

const conflictOfCode: Readonly<Record<ExceptionCode, Conflict>> = {
  'claimed-elsewhere': 'elsewhere',
  'packed-elsewhere': 'elsewhere',
  'taken-over': 'elsewhere',
  'cancelled-while-picked': 'cancelled',
  'cancelled-while-packed': 'cancelled',
  'cancelled-after-label': 'cancelled',
  'cancelled-after-hand-over': 'cancelled',
  'held-while-packed': 'held',
  'held-after-hand-over': 'held',
  'address-changed': 'address',
  'address-changed-after-hand-over': 'address',
  'over-packed': 'over-packed',
  'waybill-reused': 'waybill',
  'waybill-not-leased': 'waybill',
  'number-voided': 'void',
  'number-voided-after-hand-over': 'void',
}

/** The conflict that an exception speaks of. */
export function conflictOf(code: ExceptionCode): Conflict {
  return conflictOfCode[code]
}
