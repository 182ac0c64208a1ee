import { readTextFile, writePrivateFile } from './private-file.ts'
import { newToken } from './stations/secrets.ts'

/** The admin token of a data folder: the one that lies there, or a new one that is put there for its owner's eyes only. */
export async function keptAdminToken(
  path: string,
  randomBytes: (count: number) => Uint8Array,
): Promise<string> {
  const kept = (await readTextFile(path))?.trim()
  if (kept !== undefined && kept !== '') return kept
  const token = newToken(randomBytes)
  await writePrivateFile(path, `${token}\n`)
  return token
}
