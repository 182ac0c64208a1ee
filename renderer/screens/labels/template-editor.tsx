import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TemplateProblem } from '../../../shared/ipc/template-routes.ts'
import { Button } from '../../components/button.tsx'
import { Problems } from './preview-panel.tsx'
import type { Workshop } from './use-workshop.ts'

/** The template itself. What is kept is used for every label of that name from now on; giving it up brings back what ships. */
export function TemplateEditor({ table }: { readonly table: Workshop }) {
  const { t } = useTranslation()
  const { templates, name, draft, setDraft, isOwn, choose } = table
  const [kept, setKept] = useState<readonly TemplateProblem[] | null>(null)
  const restore = async (): Promise<void> => {
    await templates.restore(name)
    await choose(name)
    setKept(null)
  }
  return (
    <>
      <p>{t('workshop.templateHow')}</p>
      <textarea
        className="workshop-text"
        spellCheck={false}
        aria-label={t('workshop.template')}
        data-testid="workshop-template"
        value={draft}
        onChange={({ target }) => {
          setDraft(target.value)
          setKept(null)
        }}
      />
      {kept && kept.length > 0 && (
        <div className="workshop-wrong" role="alert">
          <p>{t('workshop.notKept')}</p>
          <Problems problems={kept} />
        </div>
      )}
      <div className="workshop-actions">
        {kept?.length === 0 && <p role="status">{t('workshop.kept')}</p>}
        {isOwn && (
          <Button onClick={() => void restore()} testId="workshop-restore">
            {t('workshop.restore')}
          </Button>
        )}
        <Button
          kind="primary"
          testId="workshop-keep"
          onClick={() => void templates.save(draft).then(setKept)}
        >
          {t('workshop.keep')}
        </Button>
      </div>
    </>
  )
}
