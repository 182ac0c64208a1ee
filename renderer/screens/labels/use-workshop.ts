import { useState } from 'react'
import { usePreview, type Preview } from './use-preview.ts'
import { useTemplates, type Templates } from './use-templates.ts'
import { readRows, rowsToBegin, type RowsFault } from './workshop-rows.ts'
import type { Result } from '../../../shared/domain/result.ts'

/** What lies on the workshop's table. */
export interface Workshop {
  readonly templates: Templates
  /** The chosen template; empty = none. */
  readonly name: string
  readonly isOwn: boolean
  /** Its text as it is being changed. */
  readonly draft: string
  readonly setDraft: (text: string) => void
  readonly rowsText: string
  readonly setRowsText: (text: string) => void
  readonly rows: Result<readonly unknown[], RowsFault>
  readonly preview: Preview
  readonly choose: (name: string) => Promise<void>
}

/** Holds a template, the rows for it, and the picture of the first. */
export function useWorkshop(): Workshop {
  const templates = useTemplates()
  const [name, setName] = useState('')
  const [draft, setDraft] = useState('')
  const [rowsText, setRowsText] = useState('')
  const sample = sampleIn(draft)
  const rows = readRows(rowsText, sample)
  const preview = usePreview(draft, JSON.stringify(rows.ok ? rows.value[0] : sample))
  return {
    ...{ templates, name, draft, setDraft, rowsText, setRowsText, rows, preview },
    isOwn: templates.templates.some((one) => one.name === name && one.isOwn),
    async choose(chosen) {
      const text = await templates.read(chosen)
      setName(chosen)
      setDraft(text)
      setRowsText(rowsToBegin(sampleIn(text)))
    },
  }
}

/** The sample of a template that may be half written. */
function sampleIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const { sample } = JSON.parse(text) as { readonly sample?: unknown }
    return typeof sample === 'object' && sample !== null ? { ...sample } : {}
  } catch {
    return {}
  }
}
