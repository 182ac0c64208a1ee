import { useTranslation } from 'react-i18next'
import { Button } from '../../components/button.tsx'
import { ToneShape } from '../../components/tone.tsx'
import { useHealth, useStationView } from '../observe.ts'
import { useServices } from '../services.ts'
import { TestLabelButton } from '../test-label.tsx'
import { shiftChecks, type ShiftCheck } from './shift-checks.ts'
import './shift.css'

/** What is looked at before a shift begins, in under a minute: each with what to do about it. */
export function ShiftScreen() {
  const { t } = useTranslation()
  const { station, description } = useServices()
  const view = useStationView()
  const health = useHealth()?.health
  if (!health) return null
  const { operatorId: nobody } = description
  const checks = shiftChecks({ view, health, nobody, weighs: view.way.weighs })
  const open = checks.filter(({ tone }) => tone !== 'right')
  const worst = open.some(({ tone }) => tone === 'wrong') ? 'wrong' : 'attention'
  return (
    <section className="shift" aria-label={t('shift.title')}>
      <header className="shift-head">
        <ToneShape tone={open.length === 0 ? 'right' : worst} size={44} />
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
          <CheckRow key={each.name} check={each} />
        ))}
      </ul>
    </section>
  )
}

function CheckRow({ check: { name, tone } }: { readonly check: ShiftCheck }) {
  const { t } = useTranslation()
  return (
    <li className={`shift-check shift-${tone}`} data-testid={`shift-${name}`} data-tone={tone}>
      <ToneShape tone={tone} size={30} />
      <div>
        <p className="shift-name">{t(`shift.checks.${name}.title`)}</p>
        {tone !== 'right' && <p className="shift-next">{t(`shift.checks.${name}.next`)}</p>}
      </div>
    </li>
  )
}
