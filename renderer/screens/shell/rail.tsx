import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import {
  BenchIcon,
  HandOverIcon,
  PrinterIcon,
  QueueIcon,
  ShiftIcon,
  WalkIcon,
} from '../../components/icons.tsx'
import type { ScenarioName } from '../../station/view.ts'
import { useStationValue } from '../observe.ts'
import { useServices } from '../services.ts'
import { scenarioOfKey } from './scenario-key.ts'

const entries = [
  { name: 'queue', Icon: QueueIcon, key: 'F1' },
  { name: 'walk', Icon: WalkIcon, key: 'F5' },
  { name: 'bench', Icon: BenchIcon, key: 'F2' },
  { name: 'hand-over', Icon: HandOverIcon, key: 'F3' },
  { name: 'labels', Icon: PrinterIcon, key: 'F9' },
  { name: 'shift', Icon: ShiftIcon, key: 'F10' },
] as const satisfies readonly { name: ScenarioName; Icon: unknown; key: string }[]

/** The scenarios, for a finger, for F1 to F3, F5, F9 and F10, and for Alt with 1 to 7; the seventh, which few ever need, has no button here. */
export function Rail() {
  const { t } = useTranslation()
  const { station } = useServices()
  const scenario = useStationValue((view) => view.scenario)
  useEffect(() => {
    const choose = (event: KeyboardEvent) => {
      const name = scenarioOfKey(event)
      if (!name) return
      event.preventDefault()
      station.intents.showScenario(name)
    }
    window.addEventListener('keydown', choose)
    return () => window.removeEventListener('keydown', choose)
  }, [station])
  return (
    <nav className="rail">
      {entries.map(({ name, Icon, key }) => (
        <button
          key={name}
          type="button"
          className={`rail-entry ${name === scenario ? 'rail-now' : ''}`}
          aria-current={name === scenario ? 'page' : undefined}
          data-testid={`rail-${name}`}
          onClick={() => station.intents.showScenario(name)}
        >
          <Icon size={30} />
          <span>{t(`screen.${name}`)}</span>
          <kbd>{key}</kbd>
        </button>
      ))}
    </nav>
  )
}
