import { createHash } from 'node:crypto'
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LabelRequest } from '../../../shared/domain/label-request.ts'
import { readCarrierDocument } from '../../../shared/label/carrier-document.ts'
import type { RenderClient } from './render-client.ts'

const dayMs = 86_400_000
/** As long as the journal keeps its facts. */
const keptDays = 90

/** Keeps the labels that carriers made as they were printed, so that a wrong one can be held against its maker. */
export interface DocumentArchive {
  /** Keeps one; a file `WAYBILL-SHA256.FORMAT`. The same document twice is one file. */
  keep(request: LabelRequest): Promise<void>
  /** Deletes what is older than 90 days. */
  tidy(nowMs: number): Promise<void>
}

/** Opens an archive in a folder, which is made with the first document. */
export function openDocumentArchive(folder: string): DocumentArchive {
  return {
    async keep({ waybillNumber, document }) {
      const read = document && readCarrierDocument(document)
      if (!read?.ok) return
      const { bytes } = read.value
      const hash = createHash('sha256').update(bytes).digest('hex')
      const name = waybillNumber.replaceAll(/[^A-Za-z0-9]/g, '_')
      const path = join(folder, `${name}-${hash}.${document?.format ?? ''}`)
      await mkdir(folder, { recursive: true })
      // An address stands on a label, so only the owner may read it.
      await writeFile(`${path}.new`, bytes, { mode: 0o600 })
      await rename(`${path}.new`, path)
    },
    async tidy(nowMs) {
      const names = await readdir(folder).catch(() => [])
      for (const name of names) {
        const path = join(folder, name)
        const { mtimeMs } = await stat(path)
        if (nowMs - mtimeMs > keptDays * dayMs) await rm(path, { force: true })
      }
    },
  }
}

/** A renderer whose carrier-made labels are kept before they are printed. One that cannot be kept is printed all the same. */
export function withArchive(
  renderer: RenderClient,
  archive: DocumentArchive,
  onFault: (cause: unknown) => void,
): RenderClient {
  return {
    start: () => renderer.start(),
    stop: () => renderer.stop(),
    renderSheet: (sheet, profile) => renderer.renderSheet(sheet, profile),
    async render(request, profile) {
      const rendered = await renderer.render(request, profile)
      if (rendered.ok && request.document) await archive.keep(request).catch(onFault)
      return rendered
    },
  }
}
