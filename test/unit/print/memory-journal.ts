import type { DomainEvent } from '../../../shared/domain/event.ts'
import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import { factOf, genesisHash, type JournalFrame } from '../../../shared/protocol/frame.ts'

/** A journal in memory: it outlives the queues and ledgers of a test as the disk outlives a crash. */
export interface MemoryJournal {
  readonly frames: readonly JournalFrame[]
  append(events: readonly DomainEvent[]): Promise<Result<readonly JournalFrame[], 'disk full'>>
  read(fromSeq: number): Promise<Result<readonly JournalFrame[], never>>
  /** The next append that holds this type fails, and all that follow it. */
  failOn(type: DomainEvent['type']): void
  /** The disk is well again, as after a restart. */
  heal(): void
  /** Types of the facts about one job, oldest first. */
  typesOf(printJobId: string): readonly string[]
}

const pageSize = 3

/** Answers an empty journal. Every body is held to the schema of the wire, as the centre would. */
export function createMemoryJournal(): MemoryJournal {
  const frames: JournalFrame[] = []
  let failing: DomainEvent['type'] | null = null
  let stopped = false
  return {
    frames,
    append: async (events) => {
      await Promise.resolve()
      if (stopped || events.some((fact) => fact.type === failing)) {
        stopped = true
        return fail('disk full')
      }
      const made = events.map((fact, index) => frameOf(fact, frames.length + 1 + index))
      frames.push(...made)
      return succeed(made)
    },
    read: (fromSeq) => Promise.resolve(succeed(frames.slice(fromSeq - 1, fromSeq - 1 + pageSize))),
    failOn: (type) => {
      failing = type
    },
    heal: () => {
      failing = null
      stopped = false
    },
    typesOf: (printJobId) =>
      frames.filter((frame) => frame.body['printJobId'] === printJobId).map((frame) => frame.type),
  }
}

function frameOf(fact: DomainEvent, seq: number): JournalFrame {
  const body = { ...fact.body }
  const at = '2026-11-11T06:30:00.000Z'
  const frame = { epoch: 'epoch-1', seq, prev: genesisHash, at, type: fact.type, v: fact.v, body }
  if (!factOf(frame)) throw new Error(`not a fact of the protocol: ${JSON.stringify(fact)}`)
  return frame
}
