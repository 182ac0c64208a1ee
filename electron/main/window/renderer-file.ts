import { readFile } from 'node:fs/promises'

/** Reads one file of the built window; null when it is not there or is a folder. */
export async function readRendererFile(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await readFile(path))
  } catch (thrown) {
    if (isMissing(thrown)) return null
    throw thrown
  }
}

function isMissing(thrown: unknown): boolean {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null
  return code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR'
}
