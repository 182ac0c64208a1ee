import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SheetOutcome } from '../../shared/ipc/routes.ts'
import './print-sheet.css'
import { useServices } from './services.ts'

/** What became of a sheet, or that it is on its way. */
export type PrintedSheet = SheetOutcome | { readonly result: 'printing'; readonly detail: string }

/**
 * What became of the last sheet (null = none yet), and the way to print one.
 *
 * @param printerId null = where labels go
 */
export function useSheet(
  printerId: string | null,
): readonly [PrintedSheet | null, (template: string, data: unknown) => void] {
  const { printSheet } = useServices()
  const [printed, setPrinted] = useState<PrintedSheet | null>(null)
  const print = (template: string, data: unknown): void => {
    setPrinted({ result: 'printing', detail: '' })
    void printSheet(printerId, template, data).then(setPrinted)
  }
  return [printed, print]
}

/** Tells what became of a sheet, and what to do when it did not come out. */
export function SheetNotice({
  printed,
  testId,
}: {
  readonly printed: PrintedSheet | null
  readonly testId: string
}) {
  if (!printed) return null
  return (
    <p className="sheet-notice" role="status" data-testid={testId} data-result={printed.result}>
      <SheetWords printed={printed} />
    </p>
  )
}

/** Results whose detail is what the system said, and nothing that a packer could act on. */
const technical: readonly PrintedSheet['result'][] = ['not-ready', 'not-reached']

/** What became of a sheet; the words of the system stand apart from what is to be done. */
export function SheetWords({ printed: { result, detail } }: { readonly printed: PrintedSheet }) {
  const { t } = useTranslation()
  return (
    <>
      {t(`labels.sheet.${result}`, { detail })}
      {technical.includes(result) && detail !== '' && (
        <span className="sheet-detail">{t('labels.reason', { reason: detail })}</span>
      )}
    </>
  )
}
