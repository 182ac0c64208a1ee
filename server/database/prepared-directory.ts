import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { PGlite } from '@electric-sql/pglite'

/** How an empty PGlite folder is made. */
export interface Preparation {
  /** Archive of an empty folder: read when there is one, written when there is none. */
  readonly preparedArchive: string | undefined
  readonly announce: (line: string) => void
}

/**
 * Opens a PGlite folder, and makes it when it is new. A new one is made beside its place and moved there whole, so that a
 * crash in between leaves nothing that looks like a database.
 */
export async function openPGliteFolder(
  directory: string,
  isNew: boolean,
  preparation: Preparation,
): Promise<PGlite> {
  if (isNew) {
    const unfinished = `${directory}.unfinished`
    await rm(unfinished, { recursive: true, force: true })
    const created = await createPGlite(unfinished, preparation)
    await created.close()
    await rename(unfinished, directory)
  }
  return PGlite.create({ dataDir: directory })
}

/**
 * Makes an empty PGlite. That takes 2 to 11 s, and loading the archive of an empty one well under one, so an archive is used
 * when there is one and kept for the next time when there is none.
 *
 * @param directory a folder, or `memory://`
 */
export async function createPGlite(directory: string, preparation: Preparation): Promise<PGlite> {
  const { preparedArchive, announce } = preparation
  if (preparedArchive !== undefined && existsSync(preparedArchive)) {
    const archive = await readFile(preparedArchive)
    return PGlite.create({ dataDir: directory, loadDataDir: new Blob([archive]) })
  }
  announce('Preparing the built-in database. This takes some seconds, once.')
  const pglite = await PGlite.create({ dataDir: directory })
  if (preparedArchive !== undefined) await keepArchive(pglite, preparedArchive)
  return pglite
}

async function keepArchive(pglite: PGlite, path: string): Promise<void> {
  const archive = await pglite.dumpDataDir('gzip')
  await mkdir(dirname(path), { recursive: true })
  // Another process may be writing the same archive: each writes its own file, and the last rename wins.
  const unfinished = `${path}.${String(process.pid)}`
  await writeFile(unfinished, Buffer.from(await archive.arrayBuffer()))
  await rename(unfinished, path)
}
