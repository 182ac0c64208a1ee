import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  testCodeNames,
  testCodeTexts,
  type TestCodeName,
  type TestRead,
} from '../../../shared/domain/test-codes.ts'
import type { TestCode } from '../../../shared/ipc/scanner-routes.ts'
import { Button } from '../../components/button.tsx'
import { SymbolImage } from '../../components/symbol-image.tsx'
import { ToneShape, type Tone } from '../../components/tone.tsx'
import { SheetNotice, useSheet } from '../print-sheet.tsx'
import { useServices } from '../services.ts'
import { adviceOf, type Known } from './advice.ts'
import { named } from './wire-words.ts'

const modulePx: Readonly<Record<TestCodeName, number>> = {
  code128: 2,
  'ean-13': 3,
  'gs1-128': 2,
  'gs1-data-matrix': 5,
  qr: 4,
}

/** Codes to try a scanner with: the next one that was not read right is on the screen, by itself, so that no other is read. */
export function TestCodes({
  codes,
  tests,
  known,
  isOpen,
}: {
  readonly codes: readonly TestCode[]
  readonly tests: readonly TestRead[]
  readonly known: Known
  /** Whether the scanner can be heard. */
  readonly isOpen: boolean
}) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<TestCodeName | null>(null)
  const readOf = (name: TestCodeName): TestRead | undefined =>
    tests.find((test) => test.name === name)
  const isRight = (name: TestCodeName): boolean => readOf(name)?.problem === null
  const next = testCodeNames.find((name) => !isRight(name)) ?? 'code128'
  const shown = asked !== null && !isRight(asked) ? asked : next
  const symbol = codes.find(({ name }) => name === shown)?.symbol
  const isDone = testCodeNames.every(isRight)
  return (
    <div className="test-codes">
      <ul className="test-code-list" aria-label={t('scanners.testCodes')}>
        {testCodeNames.map((name) => (
          <TestCodeEntry
            key={name}
            name={name}
            read={readOf(name)}
            isShown={name === shown}
            onChoose={() => setAsked(name)}
          />
        ))}
      </ul>
      <figure className="test-code" data-testid="test-code" data-name={shown}>
        {symbol && (
          <SymbolImage
            symbol={symbol}
            modulePx={modulePx[shown]}
            description={t(`scanners.codes.${shown}`)}
          />
        )}
        <figcaption className="code test-code-text">{named(testCodeTexts[shown])}</figcaption>
      </figure>
      <div className="test-code-foot">
        <Verdict read={readOf(shown)} isDone={isDone} known={known} isOpen={isOpen} />
        <PrintTestCodes />
      </div>
    </div>
  )
}

/** A screen that shines or is too far away is no paper. */
function PrintTestCodes() {
  const { t } = useTranslation()
  const { description } = useServices()
  const [printed, print] = useSheet(null)
  const { stationName } = description
  return (
    <div>
      <Button
        testId="print-test-codes"
        onClick={() => print('scanner-test-100x150', { stationName })}
      >
        {t('scanners.print')}
      </Button>
      <SheetNotice printed={printed} testId="sheet-test-codes" />
    </div>
  )
}

function Verdict({
  read,
  isDone,
  known,
  isOpen,
}: {
  readonly read: TestRead | undefined
  readonly isDone: boolean
  readonly known: Known
  readonly isOpen: boolean
}) {
  const { t } = useTranslation()
  const text = (): string => {
    if (isDone) return t('scanners.allRight')
    if (read?.problem) {
      const rest = named(read.rest)
      return t(`scanners.advice.${adviceOf(read.problem, known)}`, { rest })
    }
    return t(isOpen ? 'scanners.scanThis' : 'scanners.notOpen')
  }
  return (
    <p className="test-code-verdict" role="status" data-testid="test-code-verdict">
      {text()}
    </p>
  )
}

function TestCodeEntry({
  name,
  read,
  isShown,
  onChoose,
}: {
  readonly name: TestCodeName
  readonly read: TestRead | undefined
  readonly isShown: boolean
  readonly onChoose: () => void
}) {
  const { t } = useTranslation()
  const tone: Tone = read === undefined ? 'notice' : read.problem === null ? 'right' : 'wrong'
  const said =
    read === undefined
      ? t('scanners.notRead')
      : read.problem === null
        ? t('scanners.right')
        : t(`scanners.problem.${read.problem}`)
  return (
    <li>
      <button
        type="button"
        className={`test-code-entry test-code-${tone}`}
        aria-pressed={isShown}
        data-testid={`test-${name}`}
        data-problem={read === undefined ? 'not-read' : (read.problem ?? 'right')}
        onClick={onChoose}
      >
        <ToneShape tone={tone} size={18} />
        <span className="test-code-title">{t(`scanners.codes.${name}`)}</span>
        <span className="test-code-said">{said}</span>
      </button>
    </li>
  )
}
