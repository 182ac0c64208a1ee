import { conflictOf, type ExceptionCode } from './exception.ts'

/**
 * Work that a conflict leaves behind for exactly one station, the gravest last: the further a parcel has gone, the more there is
 * to undo.
 */
export const conflictTaskKinds = [
  'resolve-claim',
  'set-aside',
  'put-back',
  'unpack',
  'relabel',
  'pull-parcel',
  'intercept',
] as const
export type ConflictTaskKind = (typeof conflictTaskKinds)[number]

/** Everything that is left for a station to do: what a conflict asks for, and a bin to count because something lacked there. */
export const taskKinds = [...conflictTaskKinds, 'count-bin'] as const
export type TaskKind = (typeof taskKinds)[number]

interface OfTask {
  readonly taskId: string
  readonly orderNumber: string
  readonly stationId: string
  readonly done: boolean
}

export interface ConflictTask extends OfTask {
  readonly kind: ConflictTaskKind
  /** Why it came to this: the code of the exception. */
  readonly code: ExceptionCode
}

/** A bin in which goods lacked. Its order is the one that found it so; nothing about that order waits for the count. */
export interface CountTask extends OfTask {
  readonly kind: 'count-bin'
  readonly bin: string
  readonly sku: string
  readonly name: string
}

export type Task = ConflictTask | CountTask

/** Whether a task is about an order, which then stands still until it is done. */
export function isConflictTask(task: Task): task is ConflictTask {
  return task.kind !== 'count-bin'
}

/**
 * The task of a conflict. A second word about the same conflict has the same id. An order is cancelled, held or re-addressed once,
 * whoever has its parcel; but each station that packed somebody else's order has a box of its own to undo.
 */
export function taskFor(
  orderNumber: string,
  stationId: string,
  kind: ConflictTaskKind,
  code: ExceptionCode,
): ConflictTask {
  const conflict = conflictOf(code)
  const taskId =
    conflict === 'elsewhere'
      ? `${orderNumber}:${conflict}:${stationId}`
      : `${orderNumber}:${conflict}`
  return { taskId, kind, orderNumber, stationId, code, done: false }
}

/** Whether a task takes the place of the one that its conflict, or its bin, had before. */
export function replacesTask(next: Task, before: Task | undefined): boolean {
  if (!before || before.done || next.done || next.stationId !== before.stationId) return true
  return taskKinds.indexOf(next.kind) > taskKinds.indexOf(before.kind)
}
