/** Numbers in [0, 1). */
export type Random = () => number

interface Write {
  readonly offset: number
  readonly bytes: Buffer
}

const sectorBytes = 64

/** The bytes of one file: what a reader sees, what is on the platter, and the writes between the two. */
export class FaultyFile {
  bytes: Buffer = Buffer.alloc(0)
  #durable: Buffer = Buffer.alloc(0)
  #pending: Write[] = []

  append(bytes: Buffer): void {
    this.#pending.push({ offset: this.bytes.length, bytes })
    this.bytes = Buffer.concat([this.bytes, bytes])
  }

  sync(): void {
    this.#durable = Buffer.from(this.bytes)
    this.#pending = []
  }

  truncate(length: number): void {
    this.bytes = Buffer.from(this.bytes.subarray(0, length))
    this.sync()
  }

  rot(offset: number): void {
    const turned = (bytes: Buffer): Buffer => {
      const copy = Buffer.from(bytes)
      if (offset < copy.length) copy.writeUInt8(copy.readUInt8(offset) ^ 0x10, offset)
      return copy
    }
    this.bytes = turned(this.bytes)
    this.#durable = turned(this.#durable)
  }

  /** Every unsynced write is kept, dropped, torn at a byte or holed by sectors; holes read as zeros. */
  cutPower(random: Random): void {
    let after: Buffer = Buffer.from(this.#durable)
    for (const write of this.#pending) {
      const fate = Math.floor(random() * 4)
      if (fate === 0) continue
      const whole = fate === 1
      const length = whole ? write.bytes.length : Math.floor(random() * (write.bytes.length + 1))
      const bytes = Buffer.from(write.bytes.subarray(0, fate === 2 ? length : undefined))
      if (fate === 3) holeSectors(bytes, random)
      after = putAt(after, write.offset, bytes)
    }
    this.bytes = after
    this.sync()
  }
}

function holeSectors(bytes: Buffer, random: Random): void {
  for (let start = 0; start < bytes.length; start += sectorBytes)
    if (random() < 0.5) bytes.fill(0, start, Math.min(bytes.length, start + sectorBytes))
}

function putAt(target: Buffer, offset: number, bytes: Buffer): Buffer {
  const result = Buffer.alloc(Math.max(target.length, offset + bytes.length))
  target.copy(result)
  bytes.copy(result, offset)
  return result
}
