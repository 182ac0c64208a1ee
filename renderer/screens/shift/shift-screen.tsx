import { useTranslation } from 'react-i18next'
import { Button } from '../../components/button.tsx'
import { ToneShape } from '../../components/tone.tsx'
import { useHealth, useSaysNext, useStationView } from '../observe.ts'
import { useServices } from '../services.ts'
import { TestLabelButton } from '../test-label.tsx'
import { usePrinters } from '../use-printers.ts'
import { shiftChecks, type ShiftCheck } from './shift-checks.ts'
import './shift.css'

/** What is looked at before a shift begins, in under a minute: each with what to do about it. */
export function ShiftScreen() {
  const { t } = useTranslation()
  const { station } = useServices()
  const { checks, printer } = useChecks()
  const open = checks.filter(({ tone }) => tone !== 'right')
  const worst = open.some(({ tone }) => tone === 'wrong') ? 'wrong' : 'attention'
  const verdict = open.length === 0 ? 'right' : worst
  const isBadgeOpen = open.some(({ name }) => name === 'operator')
  useSaysNext(open.length === 0 ? 'shift-ready' : isBadgeOpen ? null : 'shift-test')
  if (checks.length === 0) return null
  return (
    <section className="shift" aria-label={t('shift.title')}>
      <header className="shift-head">
        <span className={`shift-${verdict}`}>
          <ToneShape tone={verdict} size={44} />
        </span>
        <p className="shift-verdict" data-testid="shift-open" data-open={open.length}>
          {open.length === 0 ? t('shift.ready') : t('shift.open', { count: open.length })}
        </p>
        <Button testId="set-up-scanners" onClick={() => station.intents.showScenario('scanners')}>
          {t('scanners.open')}
        </Button>
        <TestLabelButton />
        <Button kind="primary" onClick={() => station.intents.showScenario('queue')}>
          {t('shift.begin')}
        </Button>
      </header>
      <ul className="shift-checks">
        {checks.map((each) => (
          <CheckRow key={each.name} check={each} printer={printer} />
        ))}
      </ul>
    </section>
  )
}

/** Every check, and what the printer is called that labels go to; none before main has said how its devices are. */
function useChecks(): { readonly checks: readonly ShiftCheck[]; readonly printer: string } {
  const { description } = useServices()
  const view = useStationView()
  const health = useHealth()?.health
  const { printers, nameOf } = usePrinters()
  const labelPrinterId = printers.find(({ isChosen }) => isChosen)?.printerId ?? null
  const printer = labelPrinterId === null ? '' : nameOf(labelPrinterId)
  if (!health) return { checks: [], printer }
  const { operatorId: nobody } = description
  const bench = { view, health, nobody, weighs: view.way.weighs, labelPrinterId }
  return { checks: shiftChecks(bench), printer }
}

function CheckRow({
  check: { name, tone },
  printer,
}: {
  readonly check: ShiftCheck
  readonly printer: string
}) {
  const { t } = useTranslation()
  return (
    <li className={`shift-check shift-${tone}`} data-testid={`shift-${name}`} data-tone={tone}>
      <ToneShape tone={tone} size={30} />
      <div>
        <p className="shift-name">{t(`shift.checks.${name}.title`, { printer })}</p>
        {tone !== 'right' && <p className="shift-next">{t(`shift.checks.${name}.next`)}</p>}
      </div>
    </li>
  )
}
