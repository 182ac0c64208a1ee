import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Framing, ScannerTrial } from '../../../shared/ipc/scanner-routes.ts'
import { Button } from '../../components/button.tsx'
import { Chip } from '../../components/chip.tsx'
import { framingRows, isSameFraming } from './framing-rows.ts'
import { framingWords } from './framing-words.ts'

/** A scanner of the settings: how it is, what was learnt of it, and what it should be set to. */
export function LearntPanel({
  trial,
  name,
  port,
  takeOver,
}: {
  readonly trial: ScannerTrial
  readonly name: string
  readonly port: string
  readonly takeOver: (framing: Framing) => Promise<string | null>
}) {
  const { t } = useTranslation()
  const [kept, setKept] = useState<{ readonly problem: string | null } | null>(null)
  const { proposal } = trial.learnt
  const isNews = proposal !== null && !isSameFraming(proposal, trial.framing)
  const take = async (): Promise<void> => {
    if (proposal) setKept({ problem: await takeOver(proposal) })
  }
  return (
    <div className="scanners-card" data-testid="learnt">
      <h2 className="scanners-name">{name}</h2>
      <p className="scanners-note code">{port}</p>
      <PortState trial={trial} />
      <Learnt trial={trial} />
      <FramingTable present={trial.framing} proposal={proposal} />
      {proposal && !isNews && <Chip tone="right">{t('scanners.learnt.fits')}</Chip>}
      <Button
        kind="primary"
        disabled={!isNews}
        onClick={() => void take()}
        testId="scanner-take-over"
      >
        {t('scanners.learnt.takeOver')}
      </Button>
      {kept && (
        <p role="status" data-testid="scanner-kept" data-problem={kept.problem ?? ''}>
          {kept.problem === null
            ? t('scanners.learnt.kept')
            : t('scanners.learnt.notKept', { detail: kept.problem })}
        </p>
      )}
    </div>
  )
}

/** How the port is doing, and what to do when it does not open. */
export function PortState({ trial }: { readonly trial: ScannerTrial }) {
  const { t } = useTranslation()
  const { code, detail } = trial
  const tone = code === 'ok' ? 'right' : code === 'opening' ? 'busy' : 'wrong'
  return (
    <div data-testid="scanner-port" data-code={code}>
      <Chip tone={tone}>{t(`device.${code}.title`)}</Chip>
      {tone === 'wrong' && (
        <>
          <p>{t(`scanners.port.${code as PortTrouble}`)}</p>
          <p className="scanners-note">{t('status.deviceDetail', { detail })}</p>
        </>
      )}
    </div>
  )
}

type PortTrouble = Exclude<ScannerTrial['code'], 'ok' | 'opening'>

/** What several reads have taught. */
export function Learnt({ trial: { learnt, code } }: { readonly trial: ScannerTrial }) {
  const { t } = useTranslation()
  const { reads, ended, identified } = learnt
  const isScanned = reads > 0 || code === 'ok'
  return (
    <dl className="scanners-learnt" data-testid="learnt-ended" data-ended={ended ?? ''}>
      <dt>{t('scanners.learnt.end')}</dt>
      <dd>
        {ended === null
          ? t(isScanned ? 'scanners.learnt.tooFew' : 'scanners.learnt.noneYet', { count: reads })
          : t(`scanners.learnt.ended.${ended}`)}
      </dd>
      <dt>{t('scanners.learnt.aim')}</dt>
      <dd data-testid="learnt-aim" data-count={identified}>
        {identified > 0
          ? t('scanners.learnt.identified', { count: identified, total: reads })
          : t(reads === 0 ? 'scanners.learnt.noneYet' : 'scanners.learnt.unidentified')}
      </dd>
    </dl>
  )
}

/** What the settings say, and what they should say. */
export function FramingTable({
  present,
  proposal,
}: {
  readonly present: Framing
  readonly proposal: Framing | null
}) {
  const { t } = useTranslation()
  return (
    <dl className="scanners-framing">
      {framingRows(present, proposal).map(({ name, now, then }) => (
        <div key={name} data-testid={`framing-${name}`} data-then={then ?? now}>
          {/* Whoever edits the file looks for the setting by its own name. */}
          <dt title={name}>{t(`scanners.framing.${name}`)}</dt>
          <dd title={then ?? now}>
            {framingWords(name, now, t)}
            {then !== null && <strong> → {framingWords(name, then, t)}</strong>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
