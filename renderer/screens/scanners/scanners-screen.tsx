import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { triedPortId, type ScannerTrial } from '../../../shared/ipc/scanner-routes.ts'
import { judgeTestRead, type TestRead } from '../../../shared/domain/test-codes.ts'
import type { TrialScan } from '../../station/view.ts'
import { useSaysNext, useStationView } from '../observe.ts'
import { useServices } from '../services.ts'
import { AddScanner } from './add-scanner.tsx'
import { DeviceList, typedId } from './device-list.tsx'
import { isSameFraming } from './framing-rows.ts'
import type { ScreenPrompt } from '../../state/prompt-board.ts'
import { LearntPanel } from './learnt-panel.tsx'
import { ReadList, TypedList } from './read-list.tsx'
import './scanners.css'
import { TestCodes } from './test-codes.tsx'
import { useScanners } from './use-scanners.ts'

/** Where scanners are connected: what each sends, what it means, and what to set. Nothing scanned here counts. */
export function ScannersScreen() {
  const { t } = useTranslation()
  const { station } = useServices()
  const scanners = useScanners()
  const typed = useTypedScans()
  const [chosenId, setChosenId] = useState<string | null>(null)
  const chosen = chosenId ?? scanners.scanners[0]?.scannerId ?? typedId
  const trial = scanners.trials.get(chosen) ?? null
  const choose = (id: string): void => {
    setChosenId(id)
    // What the band says of the scanner before would be taken for this one's.
    station.intents.showScenario('scanners')
  }
  const isTyped = chosen === typedId
  const isOpen = isTyped || trial?.code === 'ok'
  useSaysNext(whatToDo(isOpen, chosen === triedPortId, trial))
  const tests = isTyped ? testsOf(typed) : (trial?.tests ?? [])
  return (
    <section className="scanners" aria-label={t('scanners.title')}>
      <DeviceList scanners={scanners} chosen={chosen} onChoose={choose} />
      <div className="scanners-work">
        <TestCodes
          key={chosen}
          codes={scanners.testCodes}
          tests={tests}
          known={{ isTyped, isIdentified: (trial?.learnt.identified ?? 0) > 0 }}
          isOpen={isOpen}
        />
        {isTyped ? <TypedList scans={typed} /> : <ReadList trial={trial} isOpen={isOpen} />}
      </div>
      <aside className="scanners-side" aria-label={t('scanners.learnt.title')}>
        <Side scanners={scanners} chosen={chosen} trial={trial} onAdded={choose} />
      </aside>
    </section>
  )
}

function Side({
  scanners,
  chosen,
  trial,
  onAdded,
}: {
  readonly scanners: ReturnType<typeof useScanners>
  readonly chosen: string
  readonly trial: ScannerTrial | null
  readonly onAdded: (scannerId: string) => void
}) {
  const { t } = useTranslation()
  if (chosen === typedId)
    return (
      <div className="scanners-card">
        <h2 className="scanners-name">{t('scanners.typed.title')}</h2>
        <p>{t('scanners.typed.how')}</p>
        <p>{t('scanners.typed.serial')}</p>
      </div>
    )
  if (!trial) return <p className="scanners-card">{t('scanners.waiting')}</p>
  if (trial.path !== '') return <AddScanner trial={trial} add={scanners.add} onAdded={onAdded} />
  const { name = '', port = '' } =
    scanners.scanners.find(({ scannerId }) => scannerId === chosen) ?? {}
  return (
    <LearntPanel
      key={chosen}
      trial={trial}
      name={name}
      port={port}
      takeOver={(framing) => scanners.takeOver(chosen, framing)}
    />
  )
}

/** What came from no serial scanner: typed, or from the virtual one. */
function useTypedScans(): readonly TrialScan[] {
  const { trials } = useStationView()
  return trials.filter(({ scannerId }) => typedScannerIds.includes(scannerId))
}

/** A scanner that types, the virtual one, and a code that was typed by hand. */
const typedScannerIds = ['keyboard', 'virtual-scanner', '']

/** The last read of each test code. */
function testsOf(scans: readonly TrialScan[]): readonly TestRead[] {
  const found = new Map<string, TestRead>()
  for (const { text } of [...scans].reverse()) {
    const test = judgeTestRead(text)
    if (test) found.set(test.name, test)
  }
  return [...found.values()]
}

/** A scanner that is not heard, or that sends otherwise than its settings say, comes before every code. */
function whatToDo(
  isOpen: boolean,
  isNew: boolean,
  trial: ScannerTrial | null,
): ScreenPrompt | null {
  if (!trial) return null
  if (!isOpen) return trial.code === 'opening' ? null : 'scanner-out'
  const { proposal } = trial.learnt
  // A new one is added with what was learnt; there is nothing to take over.
  if (isNew) return null
  return proposal && !isSameFraming(proposal, trial.framing) ? 'scanner-learnt' : null
}
