import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../components/button.tsx'
import type { BinQuestion } from '../../station/view.ts'
import { useStationView } from '../observe.ts'
import { useServices } from '../services.ts'
import './count-panel.css'

/** How many still lie in a bin that was short: for whoever has no scanner in the hand. It lies over the screen and moves nothing. */
export function CountPanel() {
  const { count, feedback } = useStationView()
  if (!count) return null
  const isOpened = feedback.code === 'count-asked'
  return <Question key={count.task.taskId} question={count} isOpened={isOpened} />
}

/** The code of a bin, which no line may break behind a hyphen (U+2060 joins words). */
function inOnePiece(bin: string): string {
  return bin.replaceAll('-', '-\u2060')
}

/** As many as a person counts by hand. */
const most = 999_999

function Question({
  question: { task, quantity },
  isOpened,
}: {
  readonly question: BinQuestion
  /** Somebody came here to count, and did not just find the bin short. */
  readonly isOpened: boolean
}) {
  const { t } = useTranslation()
  const { station } = useServices()
  const [counted, setCounted] = useState(quantity ?? 0)
  const [known, setKnown] = useState(quantity)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (isOpened) field.current?.select()
  }, [isOpened])
  // A card was scanned meanwhile.
  if (known !== quantity) {
    setKnown(quantity)
    setCounted(quantity ?? 0)
  }
  // The station knows it too, so that a scanned OK means what the field shows.
  const choose = (number: number): void => {
    setCounted(number)
    station.intents.chooseCount(number)
  }
  const step = (by: number): void => choose(Math.min(most, Math.max(0, counted + by)))
  return (
    <form
      className="count-panel"
      aria-label={t('count.title', { bin: task.bin })}
      data-testid="count-panel"
      data-bin={task.bin}
      onSubmit={(event) => {
        event.preventDefault()
        station.intents.countBin(counted)
      }}
    >
      <h2 className="count-title">{t('count.title', { bin: inOnePiece(task.bin) })}</h2>
      <p className="count-goods">{task.name}</p>
      <div className="count-number">
        <Button onClick={() => step(-1)} disabled={counted === 0} title={t('count.fewer')}>
          −
        </Button>
        <input
          ref={field}
          className="count-field"
          inputMode="numeric"
          aria-label={t('count.quantity')}
          data-testid="count-quantity"
          value={String(counted)}
          onChange={(event) => {
            const digits = event.target.value.replace(/\D/g, '').slice(0, 6)
            choose(Number(digits))
          }}
        />
        <Button onClick={() => step(1)} title={t('count.more')} testId="count-more">
          +
        </Button>
      </div>
      <div className="count-actions">
        <Button onClick={() => station.intents.leaveCount()} testId="count-later">
          {t('count.later')}
        </Button>
        <Button
          kind="primary"
          onClick={() => station.intents.countBin(counted)}
          testId="count-confirm"
        >
          {counted === 0 ? t('count.none') : t('count.confirm', { quantity: counted })}
        </Button>
      </div>
    </form>
  )
}
