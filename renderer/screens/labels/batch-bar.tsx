import { useTranslation } from 'react-i18next'
import { Button } from '../../components/button.tsx'
import { Progress } from '../../components/progress.tsx'
import type { BatchState } from '../../state/batch-board.ts'
import { useBatch } from '../observe.ts'
import { SheetWords } from '../print-sheet.tsx'
import { useServices } from '../services.ts'

/** Prints every row, tells how far it has come, and can be cancelled. */
export function BatchBar({
  template,
  rows,
}: {
  readonly template: string
  readonly rows: readonly unknown[]
}) {
  const { t } = useTranslation()
  const { batch: board } = useServices()
  const batch = useBatch()
  const isPrinting = batch?.state === 'printing'
  return (
    <div className="workshop-actions">
      {batch && <BatchLine batch={batch} />}
      {isPrinting ? (
        <Button onClick={() => board.cancel()} testId="batch-cancel">
          {t('workshop.cancel')}
        </Button>
      ) : (
        <Button
          kind="primary"
          disabled={rows.length === 0}
          onClick={() => board.start(template, rows)}
          testId="batch-print"
        >
          {rows.length === 0
            ? t('workshop.printNone')
            : t('workshop.print', { count: rows.length })}
        </Button>
      )}
    </div>
  )
}

function BatchLine({ batch: { state, done, total, outcome } }: { readonly batch: BatchState }) {
  const { t } = useTranslation()
  return (
    <div className="workshop-batch" role="status" data-testid="batch" data-state={state}>
      {state === 'printing' && (
        <Progress done={done} total={total} label={t('workshop.printing', { done, total })} />
      )}
      <p>{t(`workshop.batch.${state}`, { done, total })}</p>
      {outcome && (
        <p className="workshop-wrong">
          <SheetWords printed={outcome} />
        </p>
      )}
    </div>
  )
}
