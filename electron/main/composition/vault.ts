import { stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import { ExclusionMark } from '../centre/exclusion.ts'
import { createLeaseStore, type LeaseStore } from '../centre/lease-store.ts'
import { Settlement } from '../centre/settlement.ts'
import { describeJournalFault, type JournalFault } from '../journal/journal-fault.ts'
import type { Disk } from '../journal/disk.ts'
import { openJournal, type Journal } from '../journal/journal.ts'
import type { DiskResult } from '../journal/disk.ts'
import { openNodeDisk } from '../journal/node-disk.ts'
import { nodeProcessWatch, type ProcessWatch } from '../journal/process-watch.ts'
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
  readonly leases: LeaseStore
  /** Whether the centre has turned this journal away for good. */
  readonly exclusion: ExclusionMark
  /** Names this machine and its journal's place on it. */
  readonly holder: string
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

/** What a vault takes from the world beside its disk. */
interface VaultWorld {
  readonly newEpoch: () => string
  readonly now: () => string
}

/** Opens the vault of a data folder, for this process. */
export async function openVault(
  dataFolder: string,
  world: VaultWorld,
): Promise<Result<Vault, VaultFault>> {
  const disk = await openNodeDisk(join(dataFolder, 'journal'))
  if (!disk.ok) return damaged({ kind: 'disk', cause: disk.error })
  const holder = await machineMark(join(dataFolder, 'journal'))
  const ports = { disk: disk.value, processes: nodeProcessWatch, segmentBytes, holder }
  return openVaultOn({ ...ports, ...world })
}

/**
 * Opens journal, acknowledgements and print ledger on a disk. A label that was being sent when the program stopped becomes
 * unknown here, durably, before anything can print.
 */
export async function openVaultOn(
  ports: VaultWorld & {
    readonly disk: Disk
    readonly processes: ProcessWatch
    readonly segmentBytes: number
    /** Names this machine and its journal's place on it. */
    readonly holder: string
  },
): Promise<Result<Vault, VaultFault>> {
  const settlement = await Settlement.open(ports.disk)
  if (!settlement.ok) return damaged({ kind: 'disk', cause: settlement.error })
  const journal = await openJournal({ ...ports, known: settlement.value.furthest })
  if (!journal.ok) return damaged(journal.error)
  const { holder } = ports
  const leases = createLeaseStore(holder)
  const ledger = await openLedger(journal.value, leases)
  if (!ledger.ok) return damaged(ledger.error)
  const exclusion = await ExclusionMark.open(ports.disk, journal.value.epoch)
  return succeed({
    journal: journal.value,
    settlement: settlement.value,
    ledger: ledger.value,
    ...{ leases, holder, exclusion },
    freeBytes: () => ports.disk.freeBytes(),
    async close() {
      await journal.value.close()
      await settlement.value.close()
    },
  })
}

/**
 * What a copy of the journal does not bring along: the machine, and the folder itself. A folder that was copied, or put back from a
 * backup, is another folder; only an image of the whole disk under the same name cannot be told apart, and that the centre notices.
 */
async function machineMark(folder: string): Promise<string> {
  const { ino, birthtimeMs } = await stat(folder)
  return `${hostname().slice(0, 100)}:${String(ino)}:${String(Math.round(birthtimeMs))}`
}

/** Reads the journal once, for the labels and for the leased numbers. */
async function openLedger(
  journal: Journal,
  leases: LeaseStore,
): Promise<Result<PrintLedger, JournalFault>> {
  const ledger = createPrintLedger()
  const loaded = await loadPrintLedger(ledger, async (fromSeq) => {
    const read = await journal.read(fromSeq, framesAtOnce)
    if (read.ok) leases.record(read.value)
    return read
  })
  if (!loaded.ok) return loaded
  journal.onAppended((frames) => {
    ledger.record(frames)
    leases.record(frames)
  })
  const recovered = await recoverCutOff(ledger, (events) => journal.append(events))
  return recovered.ok ? succeed(ledger) : recovered
}

function damaged(fault: JournalFault): Result<never, VaultFault> {
  const state = fault.kind === 'locked' ? 'journal-locked' : 'journal-damaged'
  return fail({ state, detail: describeJournalFault(fault) })
}
