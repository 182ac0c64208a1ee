import type { StationHealth } from '../../../shared/ipc/station-routes.ts'
import type { CentreClock } from '../centre/clock.ts'
import { diskRoom } from '../journal/disk-room.ts'
import type { DiskResult } from '../journal/disk.ts'

/** What watching a disk needs. */
export interface DiskWatchOptions {
  readonly clock: Pick<CentreClock, 'schedule'>
  readonly freeBytes: () => DiskResult<number>
  /** Told when the judgement has changed. */
  readonly onChanged: (disk: StationHealth['disk']) => void
}

/** The disk as it was read last. */
export interface DiskWatch {
  report(): StationHealth['disk']
  stop(): void
}

const everyMs = 15_000

/** Reads the free space of the data folder again and again. */
export function watchDisk({ clock, freeBytes, onChanged }: DiskWatchOptions): DiskWatch {
  let disk: StationHealth['disk'] = { room: 'enough', freeBytes: null }
  let isStopped = false
  let callOff = (): void => undefined
  const read = async (): Promise<void> => {
    const answer = await freeBytes()
    if (isStopped) return
    const before = disk.room
    const free = answer.ok ? answer.value : null
    disk = { room: diskRoom(free, before), freeBytes: free }
    if (disk.room !== before) onChanged(disk)
    callOff = clock.schedule(everyMs, () => void read())
  }
  void read()
  return {
    report: () => disk,
    stop: () => {
      isStopped = true
      callOff()
    },
  }
}
