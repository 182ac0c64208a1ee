import { join } from 'node:path'
import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import { Settlement } from '../centre/settlement.ts'
import { describeJournalFault, type JournalFault } from '../journal/journal-fault.ts'
import { openJournal, type Journal } from '../journal/journal.ts'
import type { DiskResult } from '../journal/disk.ts'
import { openNodeDisk } from '../journal/node-disk.ts'
import { nodeProcessWatch } from '../journal/process-watch.ts'
import {
  createPrintLedger,
  loadPrintLedger,
  recoverCutOff,
  type PrintLedger,
} from '../print/print-ledger-store.ts'

/** Everything durable that a station may never lose, open and verified. */
export interface Vault {
  readonly journal: Journal
  readonly settlement: Settlement
  readonly ledger: PrintLedger
  /** Bytes that this program may still write to the disk it all lies on. */
  freeBytes(): DiskResult<number>
  close(): Promise<void>
}

export interface VaultFault {
  readonly state: 'journal-damaged' | 'journal-locked'
  readonly detail: string
}

const segmentBytes = 16 * 1024 * 1024
const framesAtOnce = 2_000

/**
 * Opens journal, acknowledgements and print ledger in a data folder. A label that was being sent when the program stopped
 * becomes unknown here, durably, before anything can print.
 */
export async function openVault(
  dataFolder: string,
  world: { readonly newEpoch: () => string; readonly now: () => string },
): Promise<Result<Vault, VaultFault>> {
  const disk = await openNodeDisk(join(dataFolder, 'journal'))
  if (!disk.ok) return damaged({ kind: 'disk', cause: disk.error })
  const settlement = await Settlement.open(disk.value)
  if (!settlement.ok) return damaged({ kind: 'disk', cause: settlement.error })
  const known = settlement.value.furthest
  const ports = { disk: disk.value, processes: nodeProcessWatch, segmentBytes, known }
  const journal = await openJournal({ ...ports, ...world })
  if (!journal.ok) return damaged(journal.error)
  const ledger = await openLedger(journal.value)
  if (!ledger.ok) return damaged(ledger.error)
  return succeed({
    journal: journal.value,
    settlement: settlement.value,
    ledger: ledger.value,
    freeBytes: () => disk.value.freeBytes(),
    async close() {
      await journal.value.close()
      await settlement.value.close()
    },
  })
}

async function openLedger(journal: Journal): Promise<Result<PrintLedger, JournalFault>> {
  const ledger = createPrintLedger()
  const loaded = await loadPrintLedger(ledger, (fromSeq) => journal.read(fromSeq, framesAtOnce))
  if (!loaded.ok) return loaded
  journal.onAppended((frames) => {
    ledger.record(frames)
  })
  const recovered = await recoverCutOff(ledger, (events) => journal.append(events))
  return recovered.ok ? succeed(ledger) : recovered
}

function damaged(fault: JournalFault): Result<never, VaultFault> {
  const state = fault.kind === 'locked' ? 'journal-locked' : 'journal-damaged'
  return fail({ state, detail: describeJournalFault(fault) })
}
