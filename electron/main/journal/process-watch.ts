import { readFile } from 'node:fs/promises'

/** A process of this machine. `mark` tells it from a later one with the same id; empty where the system has none. */
export interface ProcessIdentity {
  readonly processId: number
  readonly mark: string
}

/** Who we are, and who else still runs. */
export interface ProcessWatch {
  self(): Promise<ProcessIdentity>
  isAlive(process: ProcessIdentity): Promise<boolean>
}

/** The machine's own processes. On Linux a start time tells apart two processes that had one id (proc(5), field 22). */
export const nodeProcessWatch: ProcessWatch = {
  self: async () => ({ processId: process.pid, mark: await startMark(process.pid) }),
  isAlive: async ({ processId, mark }) => {
    if (!runs(processId)) return false
    const now = await startMark(processId)
    return mark === '' || now === '' || now === mark
  },
}

function runs(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    // EPERM: it runs, and is somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function startMark(processId: number): Promise<string> {
  if (process.platform !== 'linux') return ''
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8')
    const stat = await readFile(`/proc/${String(processId)}/stat`, 'utf8')
    // The second field is the program's name in brackets and may hold spaces; field 22 is the 20th after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return `${boot.trim()}:${fields[19] ?? ''}`
  } catch {
    return ''
  }
}
