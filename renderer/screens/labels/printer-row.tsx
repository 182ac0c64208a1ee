import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PrinterState } from '../../../shared/ipc/routes.ts'
import { Button } from '../../components/button.tsx'
import { Chip } from '../../components/chip.tsx'
import { PrinterIcon } from '../../components/icons.tsx'
import type { Tone } from '../../components/tone.tsx'
import { useHealth } from '../observe.ts'
import { useServices } from '../services.ts'
import { SheetNotice, useSheet } from '../print-sheet.tsx'
import { testLabelData } from '../test-label.tsx'
import { isOut } from '../device-out.ts'
import { CalibrateDialog } from './calibrate-dialog.tsx'
import { commandCardData } from './sheets.ts'
import { FindPrinters } from './find-printers.tsx'
import type { Printers } from '../use-printers.ts'

/** Every printer of the bench: how it is doing, whether labels go to it, and what can be printed to try it. */
export function PrinterRow({ printers }: { readonly printers: Printers }) {
  const { t } = useTranslation()
  return (
    <div className="labels-printers" role="group" aria-label={t('labels.printers')}>
      {printers.printers.length === 0 && <p>{t('labels.noPrinter')}</p>}
      {printers.printers.map((printer) => (
        <PrinterCard
          key={printer.printerId}
          printer={printer}
          name={printers.nameOf(printer.printerId)}
          onChoose={() => printers.choose(printer.printerId)}
          onCalibrated={printers.refresh}
        />
      ))}
      <FindPrinters />
    </div>
  )
}

const tones = {
  ready: 'right',
  busy: 'busy',
  missing: 'missing',
  fault: 'wrong',
} as const satisfies Readonly<Record<string, Tone>>

function PrinterCard({
  printer,
  name,
  onChoose,
  onCalibrated,
}: {
  readonly printer: PrinterState
  readonly name: string
  readonly onChoose: () => void
  readonly onCalibrated: () => void
}) {
  const { t, i18n } = useTranslation()
  const { clock, cartons, description } = useServices()
  const health = useHealth()?.health.devices.find(({ deviceId }) => deviceId === printer.printerId)
  const [printed, print] = useSheet(printer.printerId)
  const [isCalibrating, setIsCalibrating] = useState(false)
  const closeCalibration = (): void => {
    setIsCalibrating(false)
    onCalibrated()
  }
  const { isChosen, waiting, model, dotsPerInch } = printer
  const tested = { name, model, dotsPerInch }
  return (
    <article className={`printer-card ${isChosen ? 'printer-card-chosen' : ''}`}>
      <h2 className="printer-name">
        <PrinterIcon size={22} /> {name}
      </h2>
      <p className="printer-model">{t('labels.model', { model, dotsPerInch })}</p>
      <p className="printer-state">
        {health && <Chip tone={tones[health.state]}>{t(`device.${health.code}.title`)}</Chip>}
        {waiting > 0 && <Chip tone="attention">{t('labels.waiting', { count: waiting })}</Chip>}
      </p>
      {health && isOut(health) && !printed && <p>{t(`device.${health.code}.next`)}</p>}
      <div className="printer-actions">
        {printer.prints === 'labels' ? (
          <Button
            kind={isChosen ? 'primary' : 'plain'}
            onClick={onChoose}
            testId={`choose-${printer.printerId}`}
          >
            {isChosen ? t('labels.here') : t('labels.sendHere')}
          </Button>
        ) : (
          <Chip tone="notice">{t('labels.forLists')}</Chip>
        )}
        <Button
          testId={`test-${printer.printerId}`}
          onClick={() => print('test-100x150', testLabelData(tested, clock.nowMs()))}
        >
          {t('labels.test')}
        </Button>
        <Button
          testId={`cards-${printer.printerId}`}
          onClick={() => {
            const cards = commandCardData(i18n, cartons(), description.profiles)
            print('command-card-sheet-100x150', cards)
          }}
        >
          {t('labels.cards')}
        </Button>
        <Button testId={`calibrate-${printer.printerId}`} onClick={() => setIsCalibrating(true)}>
          {t('labels.calibrate.open')}
        </Button>
      </div>
      {isCalibrating && (
        <CalibrateDialog printer={printer} name={name} onClose={closeCalibration} />
      )}
      <SheetNotice printed={printed} testId={`sheet-${printer.printerId}`} />
    </article>
  )
}
