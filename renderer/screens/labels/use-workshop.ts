import { useState } from 'react'
import { usePreview, type Preview } from './use-preview.ts'
import { useTemplates, type Templates } from './use-templates.ts'
import { readRows, rowsToBegin, type RowsFault } from './workshop-rows.ts'
import type { Result } from '../../../shared/domain/result.ts'

export type WorkshopTab = 'rows' | 'template'

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
  /** Of the first row, or of the template's own sample while the template is what is worked on. */
  readonly preview: Preview
  readonly shown: WorkshopTab
  readonly show: (tab: WorkshopTab) => void
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
  const [shown, show] = useState<WorkshopTab>('rows')
  const drawn = shown === 'rows' && rows.ok ? rows.value[0] : sample
  const preview = usePreview(draft, JSON.stringify(drawn))
  return {
    ...{ templates, name, draft, setDraft, rowsText, setRowsText, rows, preview, shown, show },
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
