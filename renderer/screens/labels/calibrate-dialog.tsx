import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Calibration, PrinterState } from '../../../shared/ipc/routes.ts'
import { Button } from '../../components/button.tsx'
import { Modal } from '../../components/modal.tsx'
import { SheetNotice, useSheet } from '../print-sheet.tsx'
import { useServices } from '../services.ts'
import { testLabelData } from '../test-label.tsx'
import './calibrate-dialog.css'

/** As far as one press moves a label, mm: what an eye still sees against the edge of the paper. */
const stepMm = 0.5
const farthestMm = 20

const moves = {
  up: { right: 0, down: -1 },
  left: { right: -1, down: 0 },
  right: { right: 1, down: 0 },
  down: { right: 0, down: 1 },
} as const
const arrows = { up: '▲', left: '◀', right: '▶', down: '▼' } as const
type Move = keyof typeof moves
const moveNames = Object.keys(moves) as Move[]

/** Moves what a printer prints until the frame of the test label stands even on the paper. Each test prints what is shown here. */
export function CalibrateDialog({
  printer,
  name,
  onClose,
}: {
  readonly printer: PrinterState
  readonly name: string
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const { bridge, clock } = useServices()
  const [kept, setKept] = useState(printer.calibration)
  const [printed, print] = useSheet(printer.printerId)
  const [fault, setFault] = useState('')
  const { printerId, model, dotsPerInch } = printer
  const test = async (): Promise<void> => {
    const saved = await bridge.request('print.calibrate', { printerId, calibration: kept })
    setFault(saved.ok ? '' : saved.error.detail)
    if (saved.ok) print('test-100x150', testLabelData({ name, model, dotsPerInch }, clock.nowMs()))
  }
  return (
    <Modal title={t('labels.calibrate.title', { name })} onClose={onClose}>
      <p>{t('labels.calibrate.how')}</p>
      <div className="calibrate">
        {moveNames.map((move) => (
          <button
            key={move}
            type="button"
            className={`calibrate-move calibrate-${move}`}
            aria-label={t(`labels.calibrate.${move}`)}
            data-testid={`calibrate-${move}`}
            onClick={() => setKept(moved(kept, move))}
          >
            {arrows[move]}
          </button>
        ))}
        <output className="calibrate-now" data-testid="calibrate-now">
          {t('labels.calibrate.now', { right: kept.offsetRight, down: kept.offsetDown })}
        </output>
      </div>
      <label className="calibrate-polarity">
        <input
          type="checkbox"
          checked={kept.polarity === 'inverted'}
          onChange={({ target }) =>
            setKept({ ...kept, polarity: target.checked ? 'inverted' : 'normal' })
          }
        />
        {t('labels.calibrate.inverted')}
      </label>
      {fault !== '' && <p role="alert">{t('labels.calibrate.notKept', { detail: fault })}</p>}
      <SheetNotice printed={printed} testId="calibrate-printed" />
      <div className="reason-actions">
        <Button onClick={onClose}>{t('labels.calibrate.close')}</Button>
        <Button kind="primary" onClick={() => void test()} testId="calibrate-print">
          {t('labels.calibrate.print')}
        </Button>
      </div>
    </Modal>
  )
}

function moved(calibration: Calibration, move: Move): Calibration {
  const { right, down } = moves[move]
  return {
    ...calibration,
    offsetRight: limited(calibration.offsetRight + right * stepMm),
    offsetDown: limited(calibration.offsetDown + down * stepMm),
  }
}

function limited(millimetres: number): number {
  return Math.min(farthestMm, Math.max(-farthestMm, millimetres))
}
