import { readdirSync, readFileSync } from 'node:fs'

/**
 * Memory of a process and all its descendants, MB: the sum of PSS from /proc/PID/smaps_rollup, in which a page that several
 * processes share is split among them. Linux only.
 */
export function memoryOfTree(processId: number): number {
  const children = childrenByParent()
  let kilobytes = 0
  for (const pending = [processId]; pending.length > 0;) {
    const id = pending.pop() ?? 0
    kilobytes += proportionalKilobytes(id)
    pending.push(...(children.get(id) ?? []))
  }
  return kilobytes / 1024
}

function childrenByParent(): ReadonlyMap<number, readonly number[]> {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    // Fields after the name of the program, which may hold anything but ends with the last parenthesis.
    const parent = Number(/^.*\) \S (\d+)/s.exec(readOrNothing(`/proc/${name}/stat`))?.[1])
    children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  return children
}

function proportionalKilobytes(processId: number): number {
  const rollup = readOrNothing(`/proc/${String(processId)}/smaps_rollup`)
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0)
}

/** A process may end while it is looked at. */
function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
