import { useTranslation } from 'react-i18next'
import { Button } from '../components/button.tsx'
import { formatFullMoment } from '../i18n/format.ts'
import { SheetNotice, useSheet } from './print-sheet.tsx'
import { useServices } from './services.ts'

/** The data of `test-100x150`. */
export function testLabelData(
  printer: { readonly name: string; readonly model: string; readonly dotsPerInch: number },
  nowMs: number,
): unknown {
  const { name, model, dotsPerInch } = printer
  return {
    printer: name,
    model: `${model} · ${String(dotsPerInch)} dpi`,
    printedAt: formatFullMoment(nowMs),
  }
}

/** Prints a test label at the printer that labels go to; its code, scanned, says that it reads. */
export function TestLabelButton() {
  const { t } = useTranslation()
  const { bridge, clock } = useServices()
  const [printed, print] = useSheet(null)
  const start = async (): Promise<void> => {
    const answer = await bridge.request('print.printers', {})
    const chosen = answer.ok ? answer.value.printers.find(({ isChosen }) => isChosen) : undefined
    // Without a printer main says so, whatever the label would have named.
    const named = chosen ?? { name: '', model: '', dotsPerInch: 203 }
    const name = named.name === '' ? t('virtualDevice.printer') : named.name
    print('test-100x150', testLabelData({ ...named, name }, clock.nowMs()))
  }
  return (
    <>
      <SheetNotice printed={printed} testId="sheet-test-label" />
      <Button onClick={() => void start()} testId="print-test-label">
        {t('labels.test')}
      </Button>
    </>
  )
}
