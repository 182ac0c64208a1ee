import './feedback-band.css'
import { ToneShape } from './tone.tsx'
import { visibleScan } from './visible-scan.ts'

/** The words around the message, in the language of the screen. */
export interface FeedbackBandWords {
  readonly label: string
  readonly lastScan: string
  /** What was scanned last, as people call it; before the first scan, that there was none. */
  readonly scanned: string
  /** How many scans wait for their turn, or were refused meanwhile; empty = none. */
  readonly pending: string
  readonly acknowledge: string
  readonly acknowledgeHint: string
}

/**
 * The loudest thing on the screen: what the last scan did and what comes next. Its height never changes. `serial` grows
 * with every message, so that the same one twice is seen twice.
 */
export function FeedbackBand({
  tone,
  code,
  headline,
  next,
  lastScan,
  serial,
  frozen,
  words,
  onAcknowledge,
}: {
  readonly tone: 'right' | 'notice' | 'attention' | 'wrong'
  /** What happened, as a word that does not depend on the language. */
  readonly code: string
  readonly headline: string
  readonly next: string
  readonly lastScan: string
  readonly serial: number
  readonly frozen: boolean
  readonly words: FeedbackBandWords
  readonly onAcknowledge: () => void
}) {
  return (
    <section
      className={`band band-${tone} ${frozen ? 'band-frozen' : ''}`}
      aria-label={words.label}
      data-testid="feedback"
      data-code={code}
      data-serial={serial}
    >
      <div className="band-shape" key={serial}>
        <ToneShape tone={tone} size={92} />
      </div>
      <div className="band-message" role="alert" aria-live="assertive" aria-atomic="true">
        <p className="band-headline" data-testid="feedback-headline">
          {headline}
        </p>
        <p className="band-next" data-testid="feedback-next">
          {next}
        </p>
      </div>
      <div className="band-aside">
        {frozen && (
          <button
            type="button"
            className="band-acknowledge"
            data-testid="acknowledge"
            onClick={onAcknowledge}
          >
            <span className="band-acknowledge-word">{words.acknowledge}</span>
            <span className="band-acknowledge-hint">{words.acknowledgeHint}</span>
          </button>
        )}
        <dl className="band-scan">
          <dt>{words.lastScan}</dt>
          <dd className="code" title={lastScan} data-testid="last-scan">
            {visibleScan(words.scanned)}
          </dd>
          {words.pending !== '' && <dd className="band-waiting">{words.pending}</dd>}
        </dl>
      </div>
    </section>
  )
}
