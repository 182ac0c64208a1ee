import { rm } from 'node:fs/promises'
import { z } from 'zod'
import { readTextFile, writePrivateFile } from './private-file.ts'

const centreNote = z.object({ url: z.url(), adminToken: z.string().min(1) })

/** Where a running centre can be reached, and with what right: for programs of the same user on the same computer. */
export type CentreNote = z.infer<typeof centreNote>

/** Leaves word that a centre is running. */
export function writeCentreNote(path: string, note: CentreNote): Promise<void> {
  return writePrivateFile(path, `${JSON.stringify(note, null, 2)}\n`)
}

/** Reads the word that a centre left; null when there is none or it makes no sense. The centre may have died since. */
export async function readCentreNote(path: string): Promise<CentreNote | null> {
  const text = await readTextFile(path)
  try {
    const parsed = centreNote.safeParse(JSON.parse(text ?? 'null'))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Takes the word back. */
export function removeCentreNote(path: string): Promise<void> {
  return rm(path, { force: true })
}
