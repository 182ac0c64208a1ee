import { useTranslation } from 'react-i18next'
import { Button } from '../components/button.tsx'
import { formatFullMoment } from '../i18n/format.ts'
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
  const print = async (): Promise<void> => {
    const answer = await bridge.request('print.printers', {})
    const chosen = answer.ok ? answer.value.printers.find(({ isChosen }) => isChosen) : undefined
    if (!chosen) return
    const named = { ...chosen, name: chosen.name === '' ? t('label.printer') : chosen.name }
    const data = testLabelData(named, clock.nowMs())
    await bridge.request('print.sheet', { printerId: null, template: 'test-100x150', data })
  }
  return (
    <Button onClick={() => void print()} testId="print-test-label">
      {t('labels.test')}
    </Button>
  )
}
