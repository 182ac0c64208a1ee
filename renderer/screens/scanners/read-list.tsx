import { useTranslation } from 'react-i18next'
import { symbologyOf } from '../../../shared/domain/aim.ts'
import { judgeTestRead, type TestProblem } from '../../../shared/domain/test-codes.ts'
import type { ScannerTrial, TrialRead } from '../../../shared/ipc/scanner-routes.ts'
import { Chip } from '../../components/chip.tsx'
import type { TrialScan } from '../../station/view.ts'
import { charactersOf, hexOf, partsOf } from './wire-words.ts'

/** What one scanner has sent, newest first: bytes, and what was made of them. */
export function ReadList({
  trial,
  isOpen,
}: {
  readonly trial: ScannerTrial | null
  /** Whether the scanner can be heard. */
  readonly isOpen: boolean
}) {
  const { t } = useTranslation()
  if (!trial || trial.reads.length === 0)
    return isOpen && <p className="scanners-none">{t('scanners.noReads')}</p>
  return (
    <ol className="scanners-reads" aria-label={t('scanners.reads')} tabIndex={0}>
      {trial.reads.map((read) => (
        <Read key={read.number} read={read} charset={trial.framing.charset} />
      ))}
    </ol>
  )
}

function Read({
  read,
  charset,
}: {
  readonly read: TrialRead
  readonly charset: ScannerTrial['framing']['charset']
}) {
  const { t } = useTranslation()
  const { bytes, byteCount, codes, refused, test } = read
  const more = byteCount - bytes.length
  return (
    <li className="scanners-read" data-testid="scanner-read" data-refused={refused ?? ''}>
      <p className="scanners-characters">
        <Characters text={charactersOf(bytes, charset)} />
        {more > 0 && <span>{t('scanners.moreBytes', { count: more })}</span>}
      </p>
      <p className="scanners-hex code">
        {hexOf(bytes.subarray(0, shownHex))}
        {bytes.length > shownHex && ' …'}
      </p>
      {codes.map(({ text, aim }, at) => (
        <p key={at} className="scanners-code">
          <CodeChip problem={test?.problem ?? null} />
          <Characters text={text} />
          <Symbology aim={aim} />
        </p>
      ))}
      {refused && (
        <p className="scanners-code scanners-wrong">
          <Chip tone="wrong">{t(`scanners.refused.${refused}.title`)}</Chip>
          <span>{t(`scanners.refused.${refused}.next`)}</span>
        </p>
      )}
    </li>
  )
}

/** That it is a code, or what is wrong with it: a test code that came through wrong is no green one. */
function CodeChip({ problem }: { readonly problem: TestProblem | null }) {
  const { t } = useTranslation()
  if (problem === null) return <Chip tone="right">{t('scanners.code')}</Chip>
  return <Chip tone="wrong">{t(`scanners.problem.${problem}`)}</Chip>
}

/** As many bytes as fit two lines. */
const shownHex = 48

/** Codes of a scanner whose bytes nobody sees, newest first. */
export function TypedList({ scans }: { readonly scans: readonly TrialScan[] }) {
  const { t } = useTranslation()
  if (scans.length === 0) return <p className="scanners-none">{t('scanners.typed.noReads')}</p>
  return (
    <ol className="scanners-reads" aria-label={t('scanners.reads')} tabIndex={0}>
      {scans.map(({ number, text, aim }) => (
        <li key={number} className="scanners-read" data-testid="scanner-read">
          <p className="scanners-code">
            <CodeChip problem={judgeTestRead(text)?.problem ?? null} />
            <Characters text={text} />
            <Symbology aim={aim} />
          </p>
        </li>
      ))}
    </ol>
  )
}

function Symbology({ aim }: { readonly aim: string | null }) {
  if (aim === null) return null
  return (
    <Chip>
      <span data-testid="scanner-aim">{[`]${aim}`, symbologyOf(aim) ?? ''].join(' ').trim()}</span>
    </Chip>
  )
}

function Characters({ text }: { readonly text: string }) {
  return (
    <span className="code">
      {partsOf(text).map((part, at) =>
        part.isControl ? (
          <span key={at} className="scanners-control">
            {part.text}
          </span>
        ) : (
          <span key={at}>{part.text}</span>
        ),
      )}
    </span>
  )
}
