/** Why a fact and what the centre knew did not go together. */
export const exceptionCodes = [
  'claimed-elsewhere',
  'packed-elsewhere',
  'cancelled-while-packed',
  'cancelled-after-label',
  'cancelled-after-hand-over',
  'over-packed',
  'waybill-reused',
] as const
export type ExceptionCode = (typeof exceptionCodes)[number]

/** What two sides disagree about. One of these leaves one task, however far the work has gone meanwhile. */
export type Conflict = 'elsewhere' | 'cancelled' | 'over-packed' | 'waybill-reused'

const conflicts: Readonly<Record<ExceptionCode, Conflict>> = {
  'claimed-elsewhere': 'elsewhere',
  'packed-elsewhere': 'elsewhere',
  'cancelled-while-packed': 'cancelled',
  'cancelled-after-label': 'cancelled',
  'cancelled-after-hand-over': 'cancelled',
  'over-packed': 'over-packed',
  'waybill-reused': 'waybill-reused',
}

/** The conflict that an exception speaks of. */
export function conflictOf(code: ExceptionCode): Conflict {
  return conflicts[code]
}
