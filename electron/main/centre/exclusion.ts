import { z } from 'zod'
import type { Disk, DiskResult } from '../journal/disk.ts'
import { jsonOf } from './centre-fault.ts'
import type { PushStop } from './push-state.ts'

const exclusionCodes = ['fenced', 'diverged', 'centre-ahead'] as const
const exclusion = z.object({ code: z.enum(exclusionCodes), detail: z.string() })

/**
 * Why the centre will never again take anything from this journal: a newer copy of the station is at work, or the two histories
 * differ. What is packed or printed here from now on could leave a second time somewhere else, so nothing is.
 */
export type Exclusion = z.infer<typeof exclusion>

const fileName = 'turned-away.json'
const record = exclusion.extend({ epoch: z.string() })

/** The exclusion that a stop of the push loop means; null for a stop that a person at the centre can put right. */
export function exclusionOf({ code, detail }: PushStop): Exclusion | null {
  const found = exclusionCodes.find((one) => one === code)
  return found ? { code: found, detail } : null
}

/** Remembers beside the journal that the centre has turned it away, so that a restart without network does not forget it. */
export class ExclusionMark {
  readonly #disk: Disk
  readonly #epoch: string
  #value: Exclusion | null

  private constructor(disk: Disk, epoch: string, value: Exclusion | null) {
    this.#disk = disk
    this.#epoch = epoch
    this.#value = value
  }

  /** Reads the mark of a journal. One that cannot be read, or is about another journal, is none: the centre says it again. */
  static async open(disk: Disk, epoch: string): Promise<ExclusionMark> {
    const read = await disk.read(fileName)
    const parsed = read.ok
      ? record.safeParse(jsonOf(Buffer.from(read.value).toString('utf8')))
      : null
    const known = parsed?.success === true && parsed.data.epoch === epoch ? parsed.data : null
    return new ExclusionMark(disk, epoch, known && { code: known.code, detail: known.detail })
  }

  get value(): Exclusion | null {
    return this.#value
  }

  /** Holds at once. A fault means that the next start does not know of it until the centre says it again. */
  set(value: Exclusion): DiskResult<void> {
    this.#value = value
    const text = JSON.stringify({ epoch: this.#epoch, ...value })
    return this.#disk.replaceFile(fileName, Buffer.from(text))
  }
}
