import { describe, expect, test } from 'vitest'
import { commandCards, type CommandCard } from '../../../shared/domain/meaning.ts'
import { languages } from '../../../shared/ipc/routes.ts'
import { sounds } from '../../../renderer/components/sound-plan.ts'
import { createTranslator } from '../../../renderer/i18n/translator.ts'
import { soundOf } from '../../../renderer/screens/feedback-sound.ts'
import { feedbackText } from '../../../renderer/screens/feedback-text.ts'
import { cardAction, scanRules, type ScanAction } from '../../../renderer/station/scenario-table.ts'
import {
  benchPhases,
  scenarioNames,
  type BenchPhase,
  type Feedback,
  type ScenarioName,
  type StationView,
} from '../../../renderer/station/view.ts'

const kinds = ['order', 'item', 'waybill'] as const
type Kind = (typeof kinds)[number]

/** What a scan may do, per scenario and phase: order, item, waybill. The table in the product must say exactly this. */
const benchMeaning: Readonly<Record<BenchPhase, readonly [string, string, string]>> = {
  'no-order': ['open-order', 'pack-single', 'confirm-label'],
  picking: ['open-order', 'pick-item', 'confirm-label'],
  packing: ['open-order', 'pack-item', 'confirm-label'],
  'awaiting-weight': ['open-order', 'pack-item', 'confirm-label'],
  'awaiting-waybill': ['open-order', 'pack-item', 'confirm-label'],
  'label-printing': ['open-order', 'pack-item', 'confirm-label'],
  'label-failed': ['open-order', 'pack-item', 'confirm-label'],
  'label-unknown': ['open-order', 'pack-item', 'confirm-label'],
  'awaiting-scan-back': ['open-order', 'pack-item', 'confirm-label'],
}
const handOverMeaning = ['refuse not-expected-here', 'refuse not-expected-here', 'hand-over']
const labelsMeaning = ['find-label', 'refuse not-expected-here', 'find-label']

const pairs = scenarioNames.flatMap((scenario) =>
  benchPhases.map((phase) => [scenario, phase] as const),
)
const triples = pairs.flatMap(([scenario, phase]) =>
  kinds.map((kind) => [scenario, phase, kind] as const),
)

function nameOf(action: ScanAction): string {
  return typeof action === 'string' ? action : `refuse ${action.refuse}`
}

function meant(scenario: ScenarioName, phase: BenchPhase, kind: Kind): string | undefined {
  const elsewhere = {
    ...{ 'hand-over': handOverMeaning, labels: labelsMeaning },
    shift: ['open-order', 'refuse no-order-open', 'confirm-label'],
  }
  const isElsewhere = scenario !== 'queue' && scenario !== 'bench'
  const row = isElsewhere ? elsewhere[scenario] : benchMeaning[phase]
  return row[kinds.indexOf(kind)]
}

function viewWith(change: Partial<StationView>): StationView {
  return {
    ...{
      scenario: 'bench',
      phase: 'packing',
      order: null,
      activeLineId: null,
      armedQuantity: 1,
      lastPacked: null,
      label: null,
      task: null,
      foreign: null,
    },
    feedback: { tone: 'notice', code: 'welcome', data: {} },
    ...{ feedbackSerial: 1, frozen: false, blockedScans: 0, lastScan: '690', waitingScans: 0 },
    ...{
      handedOver: [],
      labelSearch: '',
      courier: null,
      weight: null,
      isTestRead: false,
      locked: false,
      operatorId: 'operator',
      ready: true,
    },
    ...change,
  }
}

describe('scans', () => {
  test.each(triples)(
    'a scan in %s, %s of one %s that does something else than it should',
    (...triple) => {
      const [scenario, phase, kind] = triple
      expect(nameOf(scanRules(scenario, phase)[kind])).toBe(meant(scenario, phase, kind))
    },
  )

  test.each(pairs)(
    'a code of several kinds in %s, %s that nobody has put in an order',
    (scenario, phase) => {
      expect([...scanRules(scenario, phase).expects].sort()).toEqual([...kinds].sort())
    },
  )

  test('a code that is both waybill and order, taken for the order while its label is awaited', () => {
    for (const [scenario, phase] of pairs) {
      const first = scanRules(scenario, phase).expects[0]
      const isForLabels =
        scenario !== 'shift' && (phase.startsWith('label') || phase === 'awaiting-scan-back')
      const isOpening = scenario === 'shift' || phase === 'no-order'
      const wanted =
        scenario === 'hand-over' || scenario === 'labels' || isForLabels
          ? 'waybill'
          : isOpening
            ? 'order'
            : 'item'
      expect(first, `${scenario} ${phase}`).toBe(wanted)
    }
  })
})

const everywhere = benchPhases
const withOrder = benchPhases.filter((phase) => phase !== 'no-order')

/** What each card does, and in which phases; elsewhere it is refused as not expected. */
const cardMeaning: Readonly<Record<CommandCard, readonly [unknown, readonly BenchPhase[]]>> = {
  OK: ['acknowledge', everywhere],
  LATER: ['set-aside', withOrder],
  REPRINT: ['reprint-label', ['label-unknown', 'awaiting-scan-back']],
  PRINT: ['retry-label', ['label-failed']],
  CLOSE: ['close-parcel', ['packing', 'awaiting-weight', 'awaiting-waybill']],
  UNDO: ['undo', ['packing', 'awaiting-weight', 'awaiting-waybill']],
  ACCEPT: ['accept-weight', ['awaiting-weight']],
  SHORT: ['short-line', ['picking', 'packing']],
  BENCH: [{ show: 'bench' }, everywhere],
  HANDOVER: [{ show: 'hand-over' }, everywhere],
  QUEUE: [{ show: 'queue' }, everywhere],
  WAVE: ['claim-wave', everywhere],
  WAVE1: ['claim-article-wave', everywhere],
  PUTBACK: ['put-back-wave', everywhere],
  TAKEOVER: ['take-over', everywhere],
  LABELS: [{ show: 'labels' }, everywhere],
  START: [{ show: 'shift' }, everywhere],
  TEST: ['test-read', everywhere],
}

describe('command cards', () => {
  test.each(commandCards.flatMap((card) => benchPhases.map((phase) => [card, phase] as const)))(
    'the card %s in %s that does nothing, or what it should not',
    (card, phase) => {
      const [action, phases] = cardMeaning[card]
      const wanted = phases.includes(phase) ? action : { refuse: 'not-expected-here' }
      expect(cardAction(card, phase)).toEqual(wanted)
    },
  )

  test('a reprint that a card can set off while a label may still come out of the printer', () => {
    for (const phase of ['label-printing', 'label-failed', 'packing', 'no-order'] as const)
      expect(cardAction('REPRINT', phase)).toEqual({ refuse: 'not-expected-here' })
  })
})

describe.each(languages)('what is said of it in %s', (language) => {
  const { t } = createTranslator(language)

  test('a refusal of the table without words or without its sound', () => {
    for (const [scenario, phase, kind] of triples) {
      const action = scanRules(scenario, phase)[kind]
      if (typeof action === 'string') continue
      const feedback: Feedback = { tone: 'wrong', code: action.refuse, data: { code: '690' } }
      const before = viewWith({ scenario, phase })
      const after = { ...before, feedback, feedbackSerial: 2, frozen: true }
      expect(soundOf(before, after)).toBe('wrong')
      const said = feedbackText(after, t)
      expect([said.tone, said.headline === '', said.next === '']).toEqual(['wrong', false, false])
    }
  })

  test('a state that does not say what to scan next', () => {
    const quiet: Feedback = { tone: 'notice', code: 'scenario-changed', data: {} }
    for (const [scenario, phase] of pairs) {
      const { next } = feedbackText(viewWith({ scenario, phase, feedback: quiet }), t)
      expect(next.trim(), `${scenario} ${phase}`).not.toBe('')
    }
  })

  test('two phases of the bench with one name, so that nobody knows which it is', () => {
    expect(new Set(benchPhases.map((phase) => t(`phase.${phase}.title`))).size).toBe(
      benchPhases.length,
    )
  })
})

test('a blocked scan that makes no sound, or that of another message', () => {
  const before = viewWith({ frozen: true })
  expect(soundOf(before, { ...before, blockedScans: 1 })).toBe('frozen')
  expect(sounds).toContain('frozen')
})
