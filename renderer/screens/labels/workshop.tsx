import { useTranslation } from 'react-i18next'
import { Tabs } from '../../components/tabs.tsx'
import { useLanguage } from '../observe.ts'
import { BatchBar } from './batch-bar.tsx'
import { PreviewPanel, Problems } from './preview-panel.tsx'
import { TemplateEditor } from './template-editor.tsx'
import { useWorkshop, type Workshop as Table } from './use-workshop.ts'
import type { RowsFault } from './workshop-rows.ts'
import './workshop.css'

/** Labels that people print by hand, one or many: what they say, how they look, and the template behind them. */
export function Workshop() {
  const { t } = useTranslation()
  const table = useWorkshop()
  return (
    <div className="workshop">
      <TemplateList table={table} />
      {table.name === '' ? (
        <p className="workshop-none">{t('workshop.choose')}</p>
      ) : (
        <>
          <Work table={table} />
          <PreviewPanel preview={table.preview} />
        </>
      )}
    </div>
  )
}

function TemplateList({ table: { templates, name, choose } }: { readonly table: Table }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <ul className="workshop-list" aria-label={t('workshop.templates')}>
      {templates.templates.map((template) => (
        <li key={template.name}>
          <button
            type="button"
            className="workshop-template"
            aria-pressed={template.name === name}
            data-testid={`template-${template.name}`}
            onClick={() => void choose(template.name)}
          >
            {template.title[language]}
            {template.isOwn && <span className="workshop-own">{t('workshop.own')}</span>}
          </button>
        </li>
      ))}
      {templates.broken.map(({ file, problems }) => (
        <li key={file} className="workshop-broken">
          <p>{t('workshop.broken', { file })}</p>
          <Problems problems={problems} />
        </li>
      ))}
    </ul>
  )
}

function Work({ table }: { readonly table: Table }) {
  const { t } = useTranslation()
  const { shown, show } = table
  const printable = rowsToPrint(table)
  const entries = [
    {
      name: 'rows' as const,
      title: t('workshop.rows'),
      count: printable === null ? '!' : String(printable.length),
      testId: 'workshop-tab-rows',
    },
    {
      name: 'template' as const,
      title: t('workshop.template'),
      count: table.isOwn ? t('workshop.own') : '',
      testId: 'workshop-tab-template',
    },
  ]
  return (
    <div className="workshop-work">
      <Tabs entries={entries} chosen={shown} label={t('workshop.label')} onChoose={show} />
      {shown === 'rows' ? (
        <Rows table={table} printable={printable} />
      ) : (
        <TemplateEditor table={table} />
      )}
    </div>
  )
}

/** What would be printed; null = something is to be put right first. The preview shows the first row only where rows are shown. */
function rowsToPrint({ rows, preview, shown }: Table): readonly unknown[] | null {
  const isFaulty = shown === 'rows' && preview.problems.length > 0
  return rows.ok && !isFaulty ? rows.value : null
}

const faultKeys = {
  'not-json': 'workshop.notJson',
  'no-rows': 'workshop.noRows',
  'too-many-cells': 'workshop.tooManyCells',
} as const satisfies Readonly<Record<RowsFault['code'], string>>

function Rows({
  table: { name, rows, rowsText, setRowsText },
  printable,
}: {
  readonly table: Table
  readonly printable: readonly unknown[] | null
}) {
  const { t } = useTranslation()
  return (
    <>
      <p>{t('workshop.rowsHow')}</p>
      <textarea
        className="workshop-text"
        spellCheck={false}
        aria-label={t('workshop.rows')}
        data-testid="workshop-rows"
        value={rowsText}
        onChange={({ target }) => setRowsText(target.value)}
      />
      {!rows.ok && (
        <p role="alert" className="workshop-wrong">
          {t(faultKeys[rows.error.code], { detail: rows.error.detail })}
        </p>
      )}
      <BatchBar template={name} rows={printable ?? []} />
    </>
  )
}
