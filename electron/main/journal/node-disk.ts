import { constants, writeSync } from 'node:fs'
import { link, mkdir, open, readFile, readdir, rename, rm, statfs } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fail, succeed } from '../../../shared/domain/result.ts'
import type { AppendFile, Disk, DiskFault, DiskResult, ReadFile } from './disk.ts'

// Facts and addresses of customers: for this user alone.
const fileMode = 0o600
const directoryMode = 0o700

/**
 * Opens a directory of the file system as a disk and makes it when it is missing.
 * @param directory absolute path
 */
export async function openNodeDisk(directory: string): DiskResult<Disk> {
  return attempt('make-directory', directory, async () => {
    const made = await mkdir(directory, { recursive: true, mode: directoryMode })
    if (made !== undefined) await syncDirectoryAt(dirname(made))
    return nodeDisk(directory)
  })
}

function nodeDisk(directory: string): Disk {
  const at = (name: string): string => join(directory, name)
  return {
    list: () => attempt('list', directory, () => listFiles(directory)),
    read: (name) => attempt('read', name, () => readFile(at(name))),
    openForRead: (name) =>
      attempt('open', name, async () => readHandle(name, await open(at(name), 'r'))),
    create: (name) =>
      attempt('create', name, async () => appendHandle(name, await open(at(name), 'ax', fileMode))),
    createWhole: (name, bytes) => attempt('create', name, () => createWhole(at(name), bytes)),
    openForAppend: (name) =>
      attempt('open', name, async () =>
        appendHandle(name, await open(at(name), constants.O_WRONLY | constants.O_APPEND)),
      ),
    truncate: (name, length) => attempt('truncate', name, () => truncateFile(at(name), length)),
    rename: (from, to) => attempt('rename', from, () => rename(at(from), at(to))),
    remove: (name) => attempt('remove', name, () => rm(at(name))),
    syncDirectory: () => attempt('sync-directory', directory, () => syncDirectoryAt(directory)),
    replaceFile: (name, bytes) =>
      attempt('replace', name, () => replaceFile(directory, at(name), bytes)),
    freeBytes: () =>
      attempt('free', directory, async () => {
        const { bavail, bsize } = await statfs(directory)
        return bavail * bsize
      }),
  }
}

function appendHandle(name: string, handle: FileHandle): AppendFile {
  return {
    append: (bytes) =>
      attempt('append', name, () =>
        bytes.length <= smallBytes ? writeNow(handle, bytes) : writeAll(handle, bytes),
      ),
    syncData: () => attempt('sync-data', name, () => handle.datasync()),
    close: () => handle.close(),
  }
}

async function readHandle(name: string, handle: FileHandle): Promise<ReadFile> {
  const { size } = await handle.stat()
  return {
    size,
    readAt: (offset, length) =>
      attempt('read', name, async () => {
        const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - offset)))
        let filled = 0
        while (filled < bytes.length) {
          const place = offset + filled
          const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, place)
          if (bytesRead === 0) break
          filled += bytesRead
        }
        return bytes.subarray(0, filled)
      }),
    close: () => handle.close(),
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let written = 0
  while (written < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, null)
    written += bytesWritten
  }
}

/** As much as a burst of scans; a page of the feed is longer. */
const smallBytes = 16_384

/** Into memory that the system owns: for some hundred bytes a way through another thread costs more than the write itself. */
function writeNow(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let written = 0
  while (written < bytes.length) written += writeSync(handle.fd, bytes, written)
  return Promise.resolve()
}

async function listFiles(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
}

async function createWhole(path: string, bytes: Uint8Array): Promise<void> {
  const beside = `${path}.${String(process.pid)}.new`
  await writeNew(beside, bytes)
  try {
    await link(beside, path)
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'ENOSYS'].includes(codeOf(error))) throw error
    // FAT and some network file systems have no links; there a reader may see the file a moment too early.
    const handle = await open(path, 'ax', fileMode)
    await writeAll(handle, bytes).finally(() => handle.close())
  } finally {
    await rm(beside, { force: true })
  }
}

async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, 'w', fileMode)
  try {
    await writeAll(handle, bytes)
    await handle.datasync()
  } finally {
    await handle.close()
  }
}

async function replaceFile(directory: string, path: string, bytes: Uint8Array): Promise<void> {
  await writeNew(`${path}.new`, bytes)
  await rename(`${path}.new`, path)
  await syncDirectoryAt(directory)
}

async function truncateFile(path: string, length: number): Promise<void> {
  const handle = await open(path, 'r+')
  try {
    await handle.truncate(length)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function syncDirectoryAt(directory: string): Promise<void> {
  // Windows cannot open a directory for fsync; NTFS journals names by itself.
  if (process.platform === 'win32') return
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function attempt<Value>(
  operation: string,
  file: string,
  work: () => Promise<Value>,
): DiskResult<Value> {
  try {
    return succeed(await work())
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return fail({ operation, file, code: codeOf(error), detail } satisfies DiskFault)
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
