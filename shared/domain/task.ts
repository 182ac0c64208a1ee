import { conflictOf, type ExceptionCode } from './exception.ts'

/**
 * Work that a conflict leaves behind for exactly one station, the gravest last: the further a parcel has gone, the more there is
 * to undo.
 */
export const taskKinds = ['resolve-claim', 'unpack', 'pull-parcel', 'intercept'] as const
export type TaskKind = (typeof taskKinds)[number]

export interface Task {
  readonly taskId: string
  readonly kind: TaskKind
  readonly orderNumber: string
  readonly stationId: string
  /** Why it came to this: the code of the exception. */
  readonly code: string
  readonly done: boolean
}

/** The task of a conflict. A second word about the same conflict of the same order and station has the same id. */
export function taskFor(
  orderNumber: string,
  stationId: string,
  kind: TaskKind,
  code: ExceptionCode,
): Task {
  const taskId = `${orderNumber}:${stationId}:${conflictOf(code)}`
  return { taskId, kind, orderNumber, stationId, code, done: false }
}

/** Whether a task takes the place of the one that its conflict had before. */
export function replacesTask(next: Task, before: Task | undefined): boolean {
  return !before || taskKinds.indexOf(next.kind) > taskKinds.indexOf(before.kind)
}
