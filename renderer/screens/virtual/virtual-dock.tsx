import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  commandCardPrefix,
  commandCards,
  type CommandCard,
} from '../../../shared/domain/meaning.ts'
import { Button } from '../../components/button.tsx'
import { ScanIcon } from '../../components/icons.tsx'
import { usePreference, useStationView } from '../observe.ts'
import { useServices } from '../services.ts'
import { FreeText } from './free-text.tsx'
import { LastLabel } from './last-label.tsx'
import { TroubleRow } from './trouble-row.tsx'
import { suggest, type Suggestion } from './suggestions.ts'
import { useSurroundings } from './surroundings.ts'
import './virtual-dock.css'

const offeredCards: readonly CommandCard[] = [
  'OK',
  'LATER',
  'CLOSE',
  'UNDO',
  'SHORT',
  'PRINT',
  'REPRINT',
  'BENCH',
  'HANDOVER',
  'QUEUE',
]

/** A scanner to click: every button feeds bytes in below the framing, exactly as a real one would. */
export function VirtualDock() {
  const { t } = useTranslation()
  const { preferences } = useServices()
  const open = usePreference('virtualOpen')
  if (!open)
    return (
      <div className="dock-closed">
        <Button kind="quiet" onClick={() => preferences.setState({ virtualOpen: true })}>
          <ScanIcon size={20} />
          {t('virtual.show')}
        </Button>
      </div>
    )
  return <OpenDock />
}

function OpenDock() {
  const { t } = useTranslation()
  const { preferences } = useServices()
  const view = useStationView()
  const surroundings = useSurroundings(view)
  const suggestion = suggest(view, surroundings)
  const { otherGoods } = surroundings
  const [fault, scan] = useVirtualScan()
  const [trouble, setTrouble] = useState(false)
  const wrongCode = view.scenario !== 'hand-over' && view.order ? otherGoods : null
  return (
    <section className="dock" aria-label={t('virtual.title')} data-testid="virtual-scanner">
      <header className="dock-title">
        <ScanIcon size={18} />
        <b>{t('virtual.title')}</b>
        {fault === null && <span className="dock-hint">{t('virtual.hint')}</span>}
        {fault !== null && <span>{t('virtual.failed', { reason: fault })}</span>}
        <CommandCards scan={scan} />
        <button
          type="button"
          className="dock-hide"
          aria-expanded={trouble}
          data-testid="drill-open"
          onClick={() => setTrouble(!trouble)}
        >
          {t('drill.open')}
        </button>
        <button
          type="button"
          className="dock-hide"
          onClick={() => preferences.setState({ virtualOpen: false })}
        >
          {t('virtual.hide')}
        </button>
      </header>
      {trouble && <TroubleRow scan={scan} nextCode={suggestion.code} />}
      <div className="dock-row">
        <NextScan suggestion={suggestion} scan={scan} />
        <Button
          onClick={() => scan(wrongCode ?? '')}
          disabled={wrongCode === null}
          testId="virtual-wrong"
        >
          {t('virtual.wrongItem')}
        </Button>
        <FreeText scan={scan} />
        <LastLabel scan={scan} />
      </div>
    </section>
  )
}

function CommandCards({ scan }: { readonly scan: (text: string) => void }) {
  const { t } = useTranslation()
  return (
    <div className="dock-cards" role="group" aria-label={t('virtual.cards')}>
      {offeredCards.map((card) => (
        <button
          key={card}
          type="button"
          className="dock-card"
          title={`${commandCardPrefix}${card}`}
          data-testid={`card-${card}`}
          onClick={() => scan(`${commandCardPrefix}${card}`)}
        >
          {t(`virtual.card.${card}`)}
        </button>
      ))}
    </div>
  )
}

function NextScan({
  suggestion,
  scan,
}: {
  readonly suggestion: Suggestion
  readonly scan: (text: string) => void
}) {
  const { t } = useTranslation()
  const { code } = suggestion
  return (
    <button
      type="button"
      className="dock-next"
      disabled={code === null}
      data-testid="virtual-next"
      data-code={code ?? ''}
      onClick={() => {
        if (code !== null) scan(code)
      }}
    >
      <span className="dock-next-word">{t('virtual.doNext')}</span>
      <span className="dock-next-text">{nextText(suggestion, t)}</span>
    </button>
  )
}

function nextText({ kind, text }: Suggestion, t: TFunction): string {
  const card = commandCards.find((known) => known === text)
  return t(`virtual.${kind}`, { text: card ? t(`virtual.card.${card}`) : text, name: text })
}

/** Answers the last refusal of the virtual scanner (null = none) and the way to scan. */
function useVirtualScan(): readonly [string | null, (text: string) => void] {
  const { t } = useTranslation()
  const { bridge } = useServices()
  const [fault, setFault] = useState<string | null>(null)
  const scan = (text: string) => {
    void bridge.request('devices.virtualScan', { text }).then((answer) => {
      setFault(answer.ok ? null : t(`ipc.${answer.error.code}.title`))
    })
  }
  return [fault, scan]
}
