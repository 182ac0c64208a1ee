/** Work that a conflict leaves behind for exactly one station. */
export const taskKinds = ['unpack', 'pull-parcel', 'resolve-claim'] as const
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
