import { useCallback, useEffect, useState } from 'react'
import type { IpcOutput } from '../../../shared/ipc/routes.ts'
import type { TemplateProblem } from '../../../shared/ipc/template-routes.ts'
import { useServices } from '../services.ts'

type Listed = IpcOutput<'templates.list'>

export interface Templates extends Listed {
  /** The text of one; empty when there is none. */
  readonly read: (name: string) => Promise<string>
  /** Keeps a text as the station's own; answers what is wrong with it. */
  readonly save: (text: string) => Promise<readonly TemplateProblem[]>
  readonly restore: (name: string) => Promise<void>
}

/** The templates of this station, and the ways to change them. */
export function useTemplates(): Templates {
  const { bridge } = useServices()
  const [listed, setListed] = useState<Listed>({ templates: [], broken: [] })
  const ask = useCallback(async () => {
    const answer = await bridge.request('templates.list', {})
    if (answer.ok) setListed(answer.value)
  }, [bridge])
  useEffect(() => {
    void ask()
  }, [ask])
  return {
    ...listed,
    async read(name) {
      const answer = await bridge.request('templates.read', { name })
      return (answer.ok && answer.value.text) || ''
    },
    async save(text) {
      const answer = await bridge.request('templates.save', { text })
      if (!answer.ok) return [{ field: '', cause: answer.error.detail }]
      await ask()
      return answer.value.problems
    },
    async restore(name) {
      await bridge.request('templates.restore', { name })
      await ask()
    },
  }
}
