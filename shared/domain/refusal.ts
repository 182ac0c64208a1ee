/** Every reason for which a scan or command is refused. Each has a text in both languages that says what to do next. */
export const refusalCodes = [
  'unknown-code',
  'unreadable-scan',
  'typed-card',
  'typed-label',
  'unknown-order',
  'wrong-item',
  'already-complete',
  'already-packed',
  'over-quantity',
  'held',
  'cancelled',
  'exception',
  'not-yours',
  'not-claimed',
  'no-waybill',
  'nothing-packed',
  'nothing-to-undo',
  'other-order-open',
  'no-order-open',
  'label-already-confirmed',
  'label-not-requested',
  'wrong-waybill',
  'already-shipped',
  'not-packed',
  'reprint-needs-reason',
  'void-needs-reason',
  'not-expected-here',
  'void-waybill',
  'task-first',
  'no-task',
  'already-begun',
  'already-packed-there',
  'take-over-needs-reason',
  'numbers-used-up',
  'carton-needed',
  'weight-needed',
  'weight-too-light',
  'weight-misses-item',
  'weight-too-heavy',
  'wrong-carrier',
  'nothing-handed-over',
  'expired',
  'serial-twice',
  'serial-counts-one',
  'gs1-unreadable',
  'no-walk',
  'unknown-wave',
  'not-in-walk',
  'bin-not-in-walk',
  'tote-first',
  'tote-taken',
  'tote-empty',
  'wrong-tote',
  'not-supervisor',
  'nothing-to-substitute',
  'same-article',
  'substitute-first',
  'substitute-needs-reason',
  'no-profiles',
  'unknown-profile',
  'profile-order-open',
  'profile-walk-open',
] as const
export type RefusalCode = (typeof refusalCodes)[number]

/** An expected no: the code names the text, the data fills its blanks. */
export interface Refusal {
  readonly code: RefusalCode
  readonly data: Readonly<Record<string, string | number>>
}

/** Builds a refusal. */
export function refusal(code: RefusalCode, data: Refusal['data'] = {}): Refusal {
  return { code, data }
}
