import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:fs'
import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A serial cable without hardware: two real ttys joined by socat. The program opens `path`, the test is the scanner. */
export interface PtyCable {
  readonly path: string
  readonly write: (bytes: Uint8Array) => Promise<void>
  /** Takes one byte at the program's end; waits for it, so that what was written is known to have arrived. */
  readonly takeByte: () => Promise<void>
  /** Both ends vanish, as when a USB plug is pulled. */
  readonly unplug: () => Promise<void>
  readonly plug: () => Promise<void>
  /** Unplugs and tidies up. */
  readonly remove: () => Promise<void>
}

/** Two ttys that are joined, each with a descriptor that is held open. */
export interface JoinedTtys {
  readonly socat: ChildProcess
  readonly ends: readonly [far: FileHandle, near: FileHandle]
}

/** Makes a cable that is plugged in. Needs socat; fails with its name when it is not installed. */
export async function createPtyCable(): Promise<PtyCable> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-pty-'))
  const near = join(folder, 'near')
  const far = join(folder, 'far')
  let plugged: JoinedTtys | null = await joinTtys(near, far)
  const unplug = async (): Promise<void> => {
    const going = plugged
    plugged = null
    if (!going) return
    const gone = once(going.socat, 'exit')
    going.socat.kill('SIGKILL')
    await gone
    await Promise.all(going.ends.map((end) => end.close()))
    await Promise.all([near, far].map((path) => rm(path, { force: true })))
  }
  return {
    path: near,
    write: async (bytes) => {
      if (!plugged) throw new Error('the cable is unplugged')
      for (let sent = 0; sent < bytes.length;) {
        const { bytesWritten } = await plugged.ends[0].write(bytes.subarray(sent))
        sent += bytesWritten
      }
    },
    takeByte: async () => {
      await plugged?.ends[1].read(new Uint8Array(1))
    },
    unplug,
    plug: async () => {
      plugged ??= await joinTtys(near, far)
    },
    remove: async () => {
      await unplug()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Joins two ttys by socat. Needs it; fails with its name when it is not installed. */
export async function joinTtys(near: string, far: string): Promise<JoinedTtys> {
  const end = (path: string): string => `pty,raw,echo=0,link=${path}`
  const socat = spawn('socat', ['-d', '-d', end(near), end(far)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  await untilJoined(socat)
  // socat ends when the last descriptor of a side closes, so one is held open on each.
  const hold = constants.O_RDWR | constants.O_NOCTTY
  return { socat, ends: [await open(far, hold), await open(near, hold)] }
}

async function untilJoined(socat: ChildProcess): Promise<void> {
  const { stderr } = socat
  if (!stderr) throw new Error('socat has no stderr')
  // What it was still saying when it was killed is of no interest, and a pipe that is reset there is none either.
  stderr.on('error', () => undefined)
  const failed = once(socat, 'error').then(([cause]) => {
    throw new Error('socat cannot be started; install it with: apt-get install socat', { cause })
  })
  const joined = (async () => {
    for await (const line of createInterface(stderr)) {
      if (line.includes('starting data transfer loop')) return
    }
    throw new Error('socat ended before its two ttys were joined')
  })()
  await Promise.race([joined, failed])
}
