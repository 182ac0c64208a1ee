import type { Result } from '../../../shared/domain/result.ts'

/** What a disk could not do. `code` is the system's own word, for example `ENOSPC`, `EIO`, `ENOENT`, `EEXIST`. */
export interface DiskFault {
  readonly operation: string
  readonly file: string
  readonly code: string
  readonly detail: string
}

export type DiskResult<Value> = Promise<Result<Value, DiskFault>>

/** A file that only grows. */
export interface AppendFile {
  /** Puts all bytes behind the last one; until `syncData` a power cut may drop, tear or reorder them. */
  append(bytes: Uint8Array): DiskResult<void>
  /** fdatasync: after it the bytes survive a power cut. An error here is final: the pages may be gone already. */
  syncData(): DiskResult<void>
  close(): Promise<void>
}

/** A file that is read in pieces. It stays readable when its name is meanwhile removed or taken by another. */
export interface ReadFile {
  readonly size: number
  /** Fewer bytes than asked for only at the end of the file. */
  readAt(offset: number, length: number): DiskResult<Uint8Array>
  close(): Promise<void>
}

/**
 * One directory with plain files, and nothing above or below it. Everything durable in main goes through this port, so
 * that tests can drop, tear and reorder writes and let the n-th call fail.
 */
export interface Disk {
  /** File names, in no order. */
  list(): DiskResult<readonly string[]>
  read(name: string): DiskResult<Uint8Array>
  openForRead(name: string): DiskResult<ReadFile>
  /** Makes an empty file; `EEXIST` when there is one. Its name is durable only after `syncDirectory`. */
  create(name: string): DiskResult<AppendFile>
  /** Makes a file that nobody ever sees without its bytes; `EEXIST` when there is one. Not durable by itself. */
  createWhole(name: string, bytes: Uint8Array): DiskResult<void>
  openForAppend(name: string): DiskResult<AppendFile>
  /** Cuts a file to `length` bytes, durably. */
  truncate(name: string, length: number): DiskResult<void>
  /** Gives a file another name, in place of a file that had it. Durable only after `syncDirectory`. */
  rename(from: string, to: string): DiskResult<void>
  remove(name: string): DiskResult<void>
  /** Makes names durable. */
  syncDirectory(): DiskResult<void>
  /** Puts a whole new content in place: a reader sees the old one or the new one, also after a power cut. */
  replaceFile(name: string, bytes: Uint8Array): DiskResult<void>
  /** Bytes that this process may still write. */
  freeBytes(): DiskResult<number>
}
