import { createHash } from 'node:crypto'
import { pictureTypeOf } from '../../../shared/domain/product-picture.ts'
import type { Disk, DiskFault } from '../journal/disk.ts'

/** What a shelf needs besides its folder. */
export interface ShelfSurroundings {
  /** Unix time, ms; it only decides what is cleared away. */
  readonly wallMs: () => number
  /** Whether the disk has more room than the journal may need. */
  readonly hasRoom: () => boolean
  /** Told, for the log, when the disk refused a picture; once until it takes one again. */
  readonly note: (detail: string) => void
  /** Most bytes of all pictures together. */
  readonly mostBytes?: number
}

/** What is known of a picture without reading it. It stands in the name of its file, which so needs no list beside it. */
interface Place {
  readonly day: number
  readonly bytes: number
}

const dayMs = 86_400_000
const keptDays = 90
const usualMostBytes = 200_000_000
const fileName = /^([0-9a-f]{64})-(\d{1,6})-(\d{1,9})$/

/** Whether bytes are the picture of this name, and one that a window shows. */
export function isPictureOf(hash: string, bytes: Uint8Array): boolean {
  return createHash('sha256').update(bytes).digest('hex') === hash && pictureTypeOf(bytes) !== null
}

/**
 * Pictures of goods on the disk, by the hash of their bytes, for as long as they are used: a file `HASH-DAY-BYTES`, the day being the
 * last one on which it was wanted. A convenience that must not cost the journal anything, so nothing is ever synced: what a power cut
 * tears is found out by its hash.
 */
export class ProductPictureShelf {
  readonly #disk: Disk
  readonly #surroundings: ShelfSurroundings
  readonly #places = new Map<string, Place>()
  #tidiedOn = -1
  #isRefused = false

  private constructor(disk: Disk, surroundings: ShelfSurroundings) {
    this.#disk = disk
    this.#surroundings = surroundings
  }

  /** Opens the shelf in a directory of its own, and clears away what nobody wanted for 90 days. */
  static async open(disk: Disk, surroundings: ShelfSurroundings): Promise<ProductPictureShelf> {
    const shelf = new ProductPictureShelf(disk, surroundings)
    const names = await disk.list()
    for (const name of names.ok ? names.value : []) {
      const [, hash, day, bytes] = fileName.exec(name) ?? []
      if (hash === undefined || shelf.#places.has(hash)) await disk.remove(name)
      else shelf.#places.set(hash, { day: Number(day), bytes: Number(bytes) })
    }
    await shelf.#tidy()
    return shelf
  }

  /** Whether another picture may be kept at all; false while the disk is low. */
  hasRoom(): boolean {
    return this.#surroundings.hasRoom()
  }

  /** The bytes of a picture; null when it is not here. One that is damaged is put out. */
  async find(hash: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const place = this.#places.get(hash)
    if (!place) return null
    const read = await this.#disk.read(nameOf(hash, place))
    if (!read.ok || !isPictureOf(hash, read.value)) {
      await this.#remove(hash, place)
      return null
    }
    await this.#markUsed(hash, place)
    return Buffer.from(read.value)
  }

  /** Keeps a picture whose bytes were checked against its name; answers whether it did. */
  async keep(hash: string, bytes: Uint8Array): Promise<boolean> {
    if (this.#places.has(hash)) return true
    if (!this.hasRoom()) return false
    await this.#tidy()
    if (!(await this.#makeRoom(bytes.length))) return false
    const place = { day: this.#today(), bytes: bytes.length }
    const fault = await this.#write(nameOf(hash, place), bytes)
    if (!fault) this.#places.set(hash, place)
    if (fault && !this.#isRefused) this.#surroundings.note(`${fault.operation}: ${fault.code}`)
    this.#isRefused = fault !== null
    return fault === null
  }

  /** Nobody ever sees a file of that name without all its bytes, but for a power cut. */
  async #write(name: string, bytes: Uint8Array): Promise<DiskFault | null> {
    const beside = `${name}.new`
    const created = await this.#disk.create(beside)
    if (!created.ok) return created.error
    const written = await created.value.append(bytes)
    await created.value.close()
    const named = written.ok ? await this.#disk.rename(beside, name) : written
    if (named.ok) return null
    await this.#disk.remove(beside)
    return named.error
  }

  async #markUsed(hash: string, place: Place): Promise<void> {
    const today = this.#today()
    if (place.day === today) return
    const used = { ...place, day: today }
    const renamed = await this.#disk.rename(nameOf(hash, place), nameOf(hash, used))
    if (renamed.ok) this.#places.set(hash, used)
  }

  /** Once a day. */
  async #tidy(): Promise<void> {
    const today = this.#today()
    if (this.#tidiedOn === today) return
    this.#tidiedOn = today
    for (const [hash, place] of [...this.#places])
      if (Math.abs(today - place.day) > keptDays) await this.#remove(hash, place)
  }

  /** Puts out what was wanted longest ago. What was wanted today stays: else the last picture of a long list would cost the first. */
  async #makeRoom(bytes: number): Promise<boolean> {
    const most = this.#surroundings.mostBytes ?? usualMostBytes
    const today = this.#today()
    const byAge = [...this.#places].sort(([, one], [, other]) => one.day - other.day)
    let total = byAge.reduce((sum, [, place]) => sum + place.bytes, bytes)
    for (const [hash, place] of byAge) {
      if (total <= most) break
      if (place.day === today) continue
      await this.#remove(hash, place)
      total -= place.bytes
    }
    return total <= most
  }

  async #remove(hash: string, place: Place): Promise<void> {
    this.#places.delete(hash)
    await this.#disk.remove(nameOf(hash, place))
  }

  #today(): number {
    return Math.max(0, Math.floor(this.#surroundings.wallMs() / dayMs))
  }
}

function nameOf(hash: string, { day, bytes }: Place): string {
  return `${hash}-${String(day)}-${String(bytes)}`
}
