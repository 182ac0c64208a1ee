import type {
  AppendFile,
  Disk,
  DiskFault,
  DiskResult,
  ReadFile,
} from '../../electron/main/journal/disk.ts'
import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import { FaultyFile, type Random } from './faulty-file.ts'

type Names = ReadonlyMap<string, FaultyFile>
/** One change of names that is not on the platter yet: what it sets, what it removes. */
type NameChange = (names: Map<string, FaultyFile>) => void

/** Lets one call fail, counted from 1 over all calls that change something. */
export interface PlannedFault {
  readonly call: number
  readonly code: 'ENOSPC' | 'EIO'
}

/**
 * A disk in memory that forgets as real ones do. Bytes survive a power cut only after `syncData`, names only after
 * `syncDirectory`; what was not synced is kept, dropped, torn or holed at random, each write for itself. A failing write
 * leaves a random part of its bytes.
 */
export class FaultyDisk {
  readonly #random: Random
  #names = new Map<string, FaultyFile>()
  #durableNames: Names = new Map()
  #changes: NameChange[] = []
  #session = 0
  #calls = 0
  #fault: PlannedFault | null = null
  #crashAt: number | null = null

  constructor(random: Random) {
    this.#random = random
  }

  /** Calls so far that change something. */
  get calls(): number {
    return this.#calls
  }

  /** Grows with every death of the process, planned ones included. */
  get session(): number {
    return this.#session
  }

  planFault(fault: PlannedFault | null): void {
    this.#fault = fault
  }

  /** The process dies inside this call: a part of its effect happens, nothing after it does. */
  planCrash(call: number | null): void {
    this.#crashAt = call
  }

  /** The process dies; the system lives on with all it was handed. */
  kill(): void {
    this.#session += 1
    this.#crashAt = null
  }

  /** Power goes. */
  cutPower(): void {
    this.kill()
    const names = new Map(this.#durableNames)
    for (const change of this.#changes) if (this.#random() < 0.5) change(names)
    this.#changes = []
    for (const file of new Set([...names.values()])) file.cutPower(this.#random)
    this.#names = names
    this.#durableNames = new Map(names)
  }

  /** Another disk with the same bytes and names, all of them durable: what a cloning tool makes of this one. */
  clone(random: Random): FaultyDisk {
    const copy = new FaultyDisk(random)
    for (const [name, file] of this.#names) copy.#add(name, Buffer.from(file.bytes)).sync()
    copy.#syncNames()
    return copy
  }

  /** Turns bits of a stored byte around, as old media do. */
  rot(name: string, offset: number): void {
    this.#names.get(name)?.rot(offset)
  }

  /** What a reader would see now. */
  content(name: string): Buffer | undefined {
    return this.#names.get(name)?.bytes
  }

  names(): readonly string[] {
    return [...this.#names.keys()]
  }

  /** The disk as one run of the program sees it; after a crash it does nothing any more. */
  open(): Disk {
    const session = this.#session
    const change = <Value>(
      operation: string,
      file: string,
      work: () => Result<Value, string>,
      part: () => void = () => undefined,
    ): DiskResult<Value> => this.#change(session, operation, file, work, part)
    const handle = (name: string, file: FaultyFile): AppendFile => ({
      append: (bytes) => {
        const copy = Buffer.from(bytes)
        const some = (): void => {
          file.append(copy.subarray(0, Math.floor(this.#random() * (copy.length + 1))))
        }
        return change('append', name, () => done(file.append(copy)), some)
      },
      syncData: () => change('sync-data', name, () => done(file.sync())),
      close: () => Promise.resolve(),
    })
    return {
      ...this.#reading(),
      create: (name) =>
        change('create', name, () =>
          this.#names.has(name)
            ? fail('EEXIST')
            : succeed(handle(name, this.#add(name, Buffer.alloc(0)))),
        ),
      createWhole: (name, bytes) =>
        change('create', name, () =>
          this.#names.has(name) ? fail('EEXIST') : done(this.#add(name, Buffer.from(bytes))),
        ),
      openForAppend: (name) => {
        const file = this.#names.get(name)
        return Promise.resolve(file ? succeed(handle(name, file)) : missing('open', name))
      },
      truncate: (name, length) =>
        change('truncate', name, () => {
          const file = this.#names.get(name)
          return file ? done(file.truncate(length)) : fail('ENOENT')
        }),
      rename: (from, to) => change('rename', from, () => this.#rename(from, to)),
      remove: (name) => change('remove', name, () => this.#remove(name)),
      syncDirectory: () => change('sync-directory', '.', () => done(this.#syncNames())),
      replaceFile: (name, bytes) =>
        change('replace', name, () => {
          this.#add(name, Buffer.from(bytes)).sync()
          return done(this.#syncNames())
        }),
    }
  }

  #reading(): Pick<Disk, 'list' | 'read' | 'openForRead' | 'freeBytes'> {
    return {
      list: () => Promise.resolve(succeed([...this.#names.keys()])),
      read: (name) => {
        const file = this.#names.get(name)
        return Promise.resolve(file ? succeed(Buffer.from(file.bytes)) : missing('read', name))
      },
      openForRead: (name) => {
        const file = this.#names.get(name)
        return Promise.resolve(file ? succeed(readHandle(file)) : missing('open', name))
      },
      freeBytes: () => Promise.resolve(succeed(1_000_000_000)),
    }
  }

  async #change<Value>(
    session: number,
    operation: string,
    file: string,
    work: () => Result<Value, string>,
    part: () => void,
  ): DiskResult<Value> {
    await Promise.resolve()
    const fault = (code: string): { readonly ok: false; readonly error: DiskFault } =>
      fail({ operation, file, code, detail: 'planned by the test' })
    if (session !== this.#session) return fault('EIO')
    this.#calls += 1
    if (this.#calls === this.#crashAt) {
      if (this.#random() < 0.3) work()
      else part()
      this.kill()
      return fault('EIO')
    }
    if (this.#calls === this.#fault?.call) {
      part()
      return fault(this.#fault.code)
    }
    const worked = work()
    return worked.ok ? worked : fault(worked.error)
  }

  #add(name: string, bytes: Buffer): FaultyFile {
    const file = new FaultyFile()
    if (bytes.length > 0) file.append(bytes)
    this.#changeNames((names) => void names.set(name, file))
    return file
  }

  #rename(from: string, to: string): Result<void, string> {
    const file = this.#names.get(from)
    if (!file) return fail('ENOENT')
    this.#changeNames((names) => {
      names.delete(from)
      names.set(to, file)
    })
    return succeed(undefined)
  }

  #remove(name: string): Result<void, string> {
    if (!this.#names.has(name)) return fail('ENOENT')
    this.#changeNames((names) => void names.delete(name))
    return succeed(undefined)
  }

  #changeNames(change: NameChange): void {
    change(this.#names)
    this.#changes.push(change)
  }

  #syncNames(): void {
    this.#durableNames = new Map(this.#names)
    this.#changes = []
  }
}

/** For work that has no answer of its own. */
function done(_worked: unknown): Result<void, string> {
  return succeed(undefined)
}

function missing(
  operation: string,
  file: string,
): { readonly ok: false; readonly error: DiskFault } {
  return fail({ operation, file, code: 'ENOENT', detail: 'no such file' })
}

function readHandle(file: FaultyFile): ReadFile {
  const bytes = Buffer.from(file.bytes)
  return {
    size: bytes.length,
    readAt: (offset, length) => Promise.resolve(succeed(bytes.subarray(offset, offset + length))),
    close: () => Promise.resolve(),
  }
}
