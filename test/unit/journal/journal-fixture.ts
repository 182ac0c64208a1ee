import type { Disk } from '../../../electron/main/journal/disk.ts'
import type { JournalFault } from '../../../electron/main/journal/journal-fault.ts'
import {
  openJournal,
  type Journal,
  type JournalOptions,
} from '../../../electron/main/journal/journal.ts'
import type { ProcessWatch } from '../../../electron/main/journal/process-watch.ts'
import { event, type DomainEvent } from '../../../shared/domain/event.ts'
import type { Result } from '../../../shared/domain/result.ts'

/** A fact that tells which one it is. */
export function fact(number: number, size = 20): DomainEvent {
  return event('line.picked', {
    orderNumber: `SO-${String(number)}`,
    lineId: '1',
    quantity: 1,
    operatorId: 'o'.repeat(size),
  })
}

/** A process whose earlier runs are all dead. */
export function freshProcess(processId: number): ProcessWatch {
  return {
    self: () => Promise.resolve({ processId, mark: 'run' }),
    isAlive: (other) => Promise.resolve(other.processId === processId),
  }
}

let runs = 0

export function open(
  disk: Disk,
  overrides: Partial<JournalOptions> = {},
): Promise<Result<Journal, JournalFault>> {
  runs += 1
  return openJournal({
    disk,
    processes: freshProcess(runs),
    newEpoch: () => 'epoch-1',
    now: () => '2026-11-24T08:00:00.000Z',
    segmentBytes: 1_500,
    known: null,
    ...overrides,
  })
}

export function valueOf<Value, Failure>(result: Result<Value, Failure>): Value {
  if (!result.ok) throw new Error(`expected a value: ${JSON.stringify(result.error)}`)
  return result.value
}

export function faultOf<Value, Failure>(result: Result<Value, Failure>): Failure {
  if (result.ok) throw new Error('expected a fault')
  return result.error
}

export async function openGood(
  disk: Disk,
  overrides: Partial<JournalOptions> = {},
): Promise<Journal> {
  return valueOf(await open(disk, overrides))
}

/** Order numbers in the journal, oldest first. */
export async function ordersIn(journal: Journal): Promise<readonly unknown[]> {
  const frames = valueOf(await journal.read(1, Number.MAX_SAFE_INTEGER))
  return frames.map((frame) => frame.body['orderNumber'])
}
