import type { AppendFile, Disk } from '../../electron/main/journal/disk.ts'
import { succeed } from '../../shared/domain/result.ts'

/** A disk that takes its time, so that other things happen in between. `pause` is asked before each call that changes something. */
export function slowDisk(disk: Disk, pause: (call: string) => Promise<unknown>): Disk {
  const after = async <Value>(call: string, work: () => Promise<Value>): Promise<Value> => {
    await pause(call)
    return work()
  }
  const slowFile = (file: AppendFile): AppendFile => ({
    append: (bytes) => after('append', () => file.append(bytes)),
    syncData: () => after('sync', () => file.syncData()),
    close: () => file.close(),
  })
  return {
    ...disk,
    create: async (name) => {
      const file = await after('create', () => disk.create(name))
      return file.ok ? succeed(slowFile(file.value)) : file
    },
    openForAppend: async (name) => {
      const file = await disk.openForAppend(name)
      return file.ok ? succeed(slowFile(file.value)) : file
    },
    replaceFile: (name, bytes) => after('replace', () => disk.replaceFile(name, bytes)),
    truncate: (name, length) => after('truncate', () => disk.truncate(name, length)),
  }
}
