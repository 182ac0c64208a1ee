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
  const { t } = useTranslation()
  if (!printed) return null
  return (
    <p className="sheet-notice" role="status" data-testid={testId} data-result={printed.result}>
      {t(`labels.sheet.${printed.result}`, { detail: printed.detail })}
    </p>
  )
}
