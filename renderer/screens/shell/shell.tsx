import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { GuideStrip } from '../../components/guide-strip.tsx'
import { guideStep, guideSteps } from '../guide-step.ts'
import type { ScenarioName } from '../../station/view.ts'
import { useStationValue } from '../observe.ts'
import { CountPanel } from './count-panel.tsx'
import { DiskBanner } from './disk-banner.tsx'
import { JournalBanner } from './journal-banner.tsx'
import { LockScreen } from './lock-screen.tsx'
import { Rail } from './rail.tsx'
import './shell.css'
import { StationFeedback } from './station-feedback.tsx'
import { StatusBar } from './status-bar.tsx'

/** Screens that are no step of an order's way. */
const aside: readonly ScenarioName[] = ['labels', 'shift', 'walk', 'scanners']

/** The frame around every screen. `side` and `dock` are left out where there is nothing to put there. */
export function Shell({
  side,
  dock,
  children,
}: {
  readonly side: ReactNode
  readonly dock: ReactNode
  readonly children: ReactNode
}) {
  const { t } = useTranslation()
  const scenario = useStationValue((view) => view.scenario)
  const step = useStationValue(guideStep)
  const isLocked = useStationValue((view) => view.locked)
  return (
    <div className="shell">
      {/* Behind the lock nothing can be reached by keys either. */}
      <div className="shell-under" inert={isLocked}>
        <StatusBar />
        <JournalBanner />
        <DiskBanner />
        <div className={`shell-body ${side ? 'shell-sided' : ''}`}>
          <Rail />
          <main className="shell-main">
            <h1 className="unseen">{t(`screen.${scenario}`)}</h1>
            {!aside.includes(scenario) && (
              <GuideStrip
                label={t('guide.label')}
                steps={guideSteps.map((name) => t(`guide.${name}`))}
                current={guideSteps.indexOf(step)}
              />
            )}
            <div className="shell-screen" data-testid={`screen-${scenario}`}>
              {children}
              <CountPanel />
            </div>
            {dock}
          </main>
          {side}
        </div>
      </div>
      <LockScreen />
      <StationFeedback />
    </div>
  )
}
