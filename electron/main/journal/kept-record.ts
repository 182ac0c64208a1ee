import type { z } from 'zod'
import type { Disk } from './disk.ts'

/** Reads a small record that is written whole and is no loss when it is gone; null = there is none, or none that can be read. */
export async function readKeptRecord<Value>(
  disk: Pick<Disk, 'read'>,
  fileName: string,
  schema: z.ZodType<Value>,
): Promise<Value | null> {
  const read = await disk.read(fileName)
  if (!read.ok) return null
  try {
    return schema.parse(JSON.parse(Buffer.from(read.value).toString('utf8')))
  } catch {
    // Somebody else's file, or a torn one: as good as none.
    return null
  }
}

/** Keeps a record in place of the one before. */
export function writeKeptRecord(
  disk: Pick<Disk, 'replaceFile'>,
  fileName: string,
  value: unknown,
): ReturnType<Disk['replaceFile']> {
  return disk.replaceFile(fileName, Buffer.from(JSON.stringify(value)))
}
