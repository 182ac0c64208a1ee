import { open, readFile, rm } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import type { StartFault } from '../start-fault.ts'

/** Ends the hold on a folder. */
export type ReleaseLock = () => Promise<void>

interface Holder {
  readonly pid: number
  /** Tells a process from a later one with the same number; empty where the system does not say. */
  readonly identity: string
}

/**
 * Takes a lock file for this process. PGlite has no lock of its own, and two processes that open one folder destroy it.
 * A lock whose process is gone is taken over.
 *
 * @param path the lock file
 */
export async function lockForThisProcess(path: string): Promise<Result<ReleaseLock, StartFault>> {
  const taken = await tryToLock(path)
  if (taken) return succeed(taken)
  const holder = await readHolder(path)
  if (holder && isAlive(holder)) return fail(lockedBy(holder, path))
  await rm(path, { force: true })
  const retaken = await tryToLock(path)
  return retaken ? succeed(retaken) : fail(lockedBy(holder, path))
}

async function tryToLock(path: string): Promise<ReleaseLock | null> {
  const holder: Holder = { pid: process.pid, identity: identityOf(process.pid) }
  try {
    const file = await open(path, 'wx', 0o600)
    await file.writeFile(JSON.stringify(holder))
    await file.close()
    return () => rm(path, { force: true })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return null
    throw error
  }
}

async function readHolder(path: string): Promise<Holder | null> {
  try {
    const holder: unknown = JSON.parse(await readFile(path, 'utf8'))
    if (typeof holder !== 'object' || holder === null) return null
    if (!('pid' in holder) || typeof holder.pid !== 'number') return null
    const identity = 'identity' in holder ? String(holder.identity) : ''
    return { pid: holder.pid, identity }
  } catch {
    // Half written or gone: nobody who is still alive holds it for longer than that.
    return null
  }
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    // EPERM: there is such a process, it belongs to somebody else.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  const identity = identityOf(holder.pid)
  return identity === '' || holder.identity === '' || identity === holder.identity
}

/** Boot and start time of a process, from proc(5); empty on systems without it. */
function identityOf(pid: number): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const status = readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
    const afterName = status.slice(status.lastIndexOf(')') + 2)
    return `${boot} ${afterName.split(' ')[19] ?? ''}`
  } catch {
    return ''
  }
}

function lockedBy(holder: Holder | null, path: string): StartFault {
  const who = holder ? `process ${String(holder.pid)}` : 'another process'
  return {
    code: 'database-locked',
    message: `The centre's database is in use by ${who}.`,
    remedy:
      `Stop that process, or use another data folder (HOLDFAST_DATA_DIR or --data-dir). ` +
      `If it is certainly no Holdfast, delete ${path}.`,
  }
}
