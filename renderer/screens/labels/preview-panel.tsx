import { useTranslation } from 'react-i18next'
import type { TemplateProblem } from '../../../shared/ipc/template-routes.ts'
import { LabelImage } from '../../components/label-image.tsx'
import type { Preview } from './use-preview.ts'

/** The label as the printer would print it, or everything that keeps it from being drawn. */
export function PreviewPanel({ preview: { pictures, problems } }: { readonly preview: Preview }) {
  const { t } = useTranslation()
  const [first] = pictures
  return (
    <aside className="workshop-preview" aria-label={t('workshop.preview')}>
      {problems.length > 0 && (
        <div className="workshop-wrong" role="alert">
          <p>{t('workshop.problems')}</p>
          <Problems problems={problems} />
        </div>
      )}
      {first && <LabelImage picture={first} description={t('workshop.preview')} />}
      {pictures.length > 1 && <p>{t('workshop.pages', { count: pictures.length })}</p>}
    </aside>
  )
}

/** Each names its field, so that it is found in the text. */
export function Problems({ problems }: { readonly problems: readonly TemplateProblem[] }) {
  const { t } = useTranslation()
  return (
    <ul className="workshop-problems" data-testid="workshop-problems">
      {problems.map(({ field, cause, code }) => (
        <li key={`${field} ${cause}`}>
          {field !== '' && <code>{field}</code>}{' '}
          {code ? t(`workshop.fault.${code}`, { detail: cause }) : cause}
        </li>
      ))}
    </ul>
  )
}
