import { conflictOf, type ExceptionCode } from './exception.ts'

/**
 * Work that a conflict leaves behind for exactly one station, the gravest last: the further a parcel has gone, the more there is
 * to undo.
 */
export const taskKinds = [
  'resolve-claim',
  'set-aside',
  'put-back',
  'unpack',
  'relabel',
  'pull-parcel',
  'intercept',
] as const
export type TaskKind = (typeof taskKinds)[number]

export interface Task {
  readonly taskId: string
  readonly kind: TaskKind
  readonly orderNumber: string
  readonly stationId: string
  /** Why it came to this: the code of the exception. */
  readonly code: ExceptionCode
  readonly done: boolean
}

/**
 * The task of a conflict. A second word about the same conflict has the same id. An order is cancelled, held or re-addressed once,
 * whoever has its parcel; but each station that packed somebody else's order has a box of its own to undo.
 */
export function taskFor(
  orderNumber: string,
  stationId: string,
  kind: TaskKind,
  code: ExceptionCode,
): Task {
  const conflict = conflictOf(code)
  const taskId =
    conflict === 'elsewhere'
      ? `${orderNumber}:${conflict}:${stationId}`
      : `${orderNumber}:${conflict}`
  return { taskId, kind, orderNumber, stationId, code, done: false }
}

/** Whether a task takes the place of the one that its conflict had before. */
export function replacesTask(next: Task, before: Task | undefined): boolean {
  if (!before || before.done || next.done || next.stationId !== before.stationId) return true
  return taskKinds.indexOf(next.kind) > taskKinds.indexOf(before.kind)
}
