import { useEffect, useState } from 'react'
import type { PreviewPicture, TemplateProblem } from '../../../shared/ipc/template-routes.ts'
import { useServices } from '../services.ts'

/** A label as it would be printed, or what keeps it from being. */
export interface Preview {
  readonly pictures: readonly PreviewPicture[]
  readonly problems: readonly TemplateProblem[]
}

const none: Preview = { pictures: [], problems: [] }
/** Quick enough to look live, slow enough not to draw at every key, ms. */
const restMs = 150

/**
 * Draws a row by a template whenever one of them has changed. An answer that was overtaken is thrown away.
 *
 * @param text the template as JSON; empty = none is chosen
 * @param rowText the row as JSON, so that one that says the same is not drawn again
 */
export function usePreview(text: string, rowText: string): Preview {
  const { bridge } = useServices()
  const [preview, setPreview] = useState<Preview>(none)
  useEffect(() => {
    let isOvertaken = false
    const timer = setTimeout(() => {
      if (text === '') return
      const row: unknown = JSON.parse(rowText)
      void bridge.request('templates.preview', { text, row }).then((answer) => {
        if (isOvertaken) return
        const problem = { field: '', cause: answer.ok ? '' : answer.error.detail }
        setPreview(answer.ok ? answer.value : { pictures: [], problems: [problem] })
      })
    }, restMs)
    return () => {
      isOvertaken = true
      clearTimeout(timer)
    }
  }, [bridge, text, rowText])
  return preview
}
