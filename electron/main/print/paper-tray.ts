import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const keptSheets = 20

/**
 * Where the virtual printer lays what it printed: one file a document, with the very bytes that it got, `0001.zpl` and on, the
 * last 20 of this run. Any ZPL viewer opens them. A label that cannot be laid there was printed all the same, so a fault of the
 * disk is only told.
 *
 * @returns takes one document
 */
export function openPaperTray(
  folder: string,
  onFault: (cause: unknown) => void,
): (bytes: Uint8Array) => void {
  let count = 0
  let before: Promise<unknown> | null = null
  return (bytes) => {
    count += 1
    const sheet = count
    const laid = before ?? emptied(folder)
    before = laid.then(() => lay(folder, sheet, bytes)).catch(onFault)
  }
}

async function emptied(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
}

async function lay(folder: string, sheet: number, bytes: Uint8Array): Promise<void> {
  const path = sheetPath(folder, sheet)
  // An address stands on a label, so only the owner may read it; and nobody finds half a file.
  await writeFile(`${path}.new`, bytes, { mode: 0o600 })
  await rename(`${path}.new`, path)
  if (sheet > keptSheets) await rm(sheetPath(folder, sheet - keptSheets), { force: true })
}

function sheetPath(folder: string, sheet: number): string {
  return join(folder, `${String(sheet).padStart(4, '0')}.zpl`)
}
