import { z } from 'zod'
import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import type { Disk, DiskFault } from './disk.ts'
import type { JournalFault } from './journal-fault.ts'
import type { ProcessIdentity, ProcessWatch } from './process-watch.ts'

/** The right to write a journal. */
export interface JournalLock {
  release(): Promise<void>
}

const lockFile = 'journal.lock'
const owner = z.object({ processId: z.number().int(), mark: z.string() })

/**
 * Takes the lock file of a journal, also from an owner that no longer runs. The file is made with its content in one
 * step, so an owner that can be read is never half an owner.
 */
export async function takeLock(
  disk: Disk,
  processes: ProcessWatch,
): Promise<Result<JournalLock, JournalFault>> {
  const self = await processes.self()
  const mine = Buffer.from(JSON.stringify(self))
  for (;;) {
    const made = await disk.createWhole(lockFile, mine)
    if (made.ok) return succeed({ release: () => release(disk, mine) })
    if (made.error.code !== 'EEXIST') return diskFault(made.error)
    const held = await disk.read(lockFile)
    if (!held.ok && held.error.code === 'ENOENT') continue
    if (!held.ok) return diskFault(held.error)
    const holder = readOwner(held.value)
    if (holder && (await processes.isAlive(holder))) return lockedBy(holder)
    const moved = await moveAside(disk, held.value, self)
    if (!moved.ok) return moved
  }
}

/** Of two processes that move one dead lock away, one moves the other's new lock, sees that, and puts it back. */
async function moveAside(
  disk: Disk,
  dead: Uint8Array,
  self: ProcessIdentity,
): Promise<Result<void, JournalFault>> {
  const aside = `${lockFile}.${String(self.processId)}.dead`
  const renamed = await disk.rename(lockFile, aside)
  if (!renamed.ok)
    return renamed.error.code === 'ENOENT' ? succeed(undefined) : diskFault(renamed.error)
  const moved = await disk.read(aside)
  if (!moved.ok) return diskFault(moved.error)
  if (Buffer.compare(moved.value, dead) !== 0) {
    await disk.rename(aside, lockFile)
    return lockedBy(readOwner(moved.value) ?? { processId: 0, mark: '' })
  }
  await disk.remove(aside)
  return succeed(undefined)
}

async function release(disk: Disk, mine: Uint8Array): Promise<void> {
  const held = await disk.read(lockFile)
  if (held.ok && Buffer.compare(held.value, mine) === 0) await disk.remove(lockFile)
}

function readOwner(bytes: Uint8Array): ProcessIdentity | null {
  try {
    const parsed = owner.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

function lockedBy(holder: ProcessIdentity): { readonly ok: false; readonly error: JournalFault } {
  return fail({ kind: 'locked', processId: holder.processId })
}

function diskFault(cause: DiskFault): { readonly ok: false; readonly error: JournalFault } {
  return fail({ kind: 'disk', cause })
}
