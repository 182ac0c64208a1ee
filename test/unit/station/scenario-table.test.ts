import { describe, expect, test } from 'vitest'
import { commandCards, type CommandCard } from '../../../shared/domain/meaning.ts'
import { languages } from '../../../shared/ipc/station-routes.ts'
import { sounds } from '../../../renderer/components/sound-plan.ts'
import { createTranslator } from '../../../renderer/i18n/translator.ts'
import { soundOf } from '../../../renderer/screens/feedback-sound.ts'
import { feedbackText } from '../../../renderer/screens/feedback-text.ts'
import { cardAction, scanRules, type ScanAction } from '../../../renderer/station/scenario-table.ts'
import {
  benchPhases,
  scenarioNames,
  walkPhases,
  type BenchPhase,
  type Feedback,
  type ScenarioName,
  type WalkPhase,
} from '../../../renderer/station/view.ts'
import { viewWith } from './station-view.ts'

const kinds = ['order', 'item', 'waybill', 'tote', 'list', 'bin', 'carton'] as const
type Kind = (typeof kinds)[number]
/** Kinds that are looked up, and not told by the code itself. */
const looked = ['item', 'order', 'waybill']

/** Phases in which goods lie in a box without a label. */
const openParcel: readonly BenchPhase[] = [
  ...(['packing', 'awaiting-carton', 'awaiting-weight', 'awaiting-waybill'] as const),
]

/** What a scan may do, per scenario and phase: order, item, waybill. The table in the product must say exactly this. */
const benchMeaning: Readonly<Record<BenchPhase, readonly [string, string, string]>> = {
  'no-order': ['open-order', 'pack-single', 'confirm-label'],
  picking: ['open-order', 'pick-item', 'confirm-label'],
  packing: ['open-order', 'pack-item', 'confirm-label'],
  'awaiting-carton': ['open-order', 'pack-item', 'confirm-label'],
  'awaiting-substitute': ['refuse substitute-first', 'name-substitute', 'refuse substitute-first'],
  'awaiting-weight': ['open-order', 'pack-item', 'confirm-label'],
  'awaiting-waybill': ['open-order', 'pack-item', 'confirm-label'],
  'label-printing': ['open-order', 'pack-item', 'confirm-label'],
  'label-failed': ['open-order', 'pack-item', 'confirm-label'],
  'label-unknown': ['open-order', 'pack-item', 'confirm-label'],
  'awaiting-scan-back': ['open-order', 'pack-item', 'confirm-label'],
}
const handOverMeaning = ['refuse not-expected-here', 'refuse not-expected-here', 'hand-over']
const labelsMeaning = ['find-label', 'refuse not-expected-here', 'find-label']
/** Of a walk: item, tote, list, bin. Orders and labels are nothing to go for. */
const walkMeaning: Readonly<Record<WalkPhase, readonly [string, string, string, string]>> = {
  'no-walk': ['refuse no-walk', 'open-tote', 'begin-walk', 'count-bin'],
  collecting: ['walk-item', 'check-tote', 'begin-walk', 'go-to-bin'],
  'awaiting-tote': [
    ...(['refuse tote-first', 'put-in-tote', 'refuse tote-first', 'refuse tote-first'] as const),
  ],
  collected: ['refuse not-in-walk', 'open-tote', 'begin-walk', 'count-bin'],
}

/** Every state: a scenario, and where the bench and the walk stand in it. */
const states = scenarioNames.flatMap((scenario) =>
  benchPhases.flatMap((phase) =>
    walkPhases.map((walkPhase) => [scenario, phase, walkPhase] as const),
  ),
)
const scans = states.flatMap((state) => kinds.map((kind) => [...state, kind] as const))

function nameOf(action: ScanAction): string {
  return typeof action === 'string' ? action : `refuse ${action.refuse}`
}

function isAtBench(scenario: ScenarioName): scenario is 'queue' | 'bench' {
  return scenario === 'queue' || scenario === 'bench'
}

function meant(
  scenario: ScenarioName,
  phase: BenchPhase,
  walkPhase: WalkPhase,
  kind: Kind,
): string | undefined {
  if (scenario === 'walk') {
    const [item, tote, list, bin] = walkMeaning[walkPhase]
    const never = 'refuse not-expected-here'
    return { order: never, waybill: never, item, tote, list, bin, carton: never }[kind]
  }
  const isNaming = isAtBench(scenario) && phase === 'awaiting-substitute'
  if (isNaming && ['list', 'tote', 'carton', 'bin'].includes(kind)) return 'refuse substitute-first'
  if (scenario === 'scanners') return 'try-read'
  if (kind === 'list') return 'begin-walk'
  if (kind === 'carton') return meantByCarton(scenario, phase)
  if (kind === 'bin') return isAtBench(scenario) ? 'count-bin' : 'refuse not-expected-here'
  if (kind === 'tote') return isNoPlaceForTotes(scenario) ? 'refuse not-expected-here' : 'open-tote'
  const elsewhere = {
    ...{ 'hand-over': handOverMeaning, labels: labelsMeaning },
    shift: ['open-order', 'refuse no-order-open', 'confirm-label'],
  }
  const row = isAtBench(scenario) ? benchMeaning[phase] : elsewhere[scenario]
  return row[kinds.indexOf(kind)]
}

/** A box is taken while its order is open and its label has not been asked for. */
function meantByCarton(scenario: ScenarioName, phase: BenchPhase): string {
  if (isNoPlaceForTotes(scenario)) return 'refuse not-expected-here'
  if (scenario === 'shift' || phase === 'no-order') return 'refuse no-order-open'
  return ['picking', ...openParcel].includes(phase) ? 'choose-carton' : 'refuse not-expected-here'
}

function isNoPlaceForTotes(scenario: ScenarioName): boolean {
  return scenario === 'hand-over' || scenario === 'labels'
}

describe('scans', () => {
  test.each(scans)(
    'a scan in %s, %s, %s of one %s that does something else than it should',
    (scenario, phase, walkPhase, kind) => {
      expect(nameOf(scanRules(scenario, phase, walkPhase)[kind])).toBe(
        meant(scenario, phase, walkPhase, kind),
      )
    },
  )

  test.each(states)(
    'a code of several kinds in %s, %s, %s that nobody has put in an order',
    (...state) => {
      expect([...scanRules(...state).expects].sort()).toEqual(looked)
    },
  )

  test('a code that is both waybill and order, taken for the order while its label is awaited', () => {
    for (const [scenario, phase, walkPhase] of states) {
      const first = scanRules(scenario, phase, walkPhase).expects[0]
      const isPlace = scenario === 'queue' || scenario === 'bench'
      const isForLabels = isPlace && (phase.startsWith('label') || phase === 'awaiting-scan-back')
      const isOpening =
        scenario === 'shift' || scenario === 'scanners' || (isPlace && phase === 'no-order')
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
  VOID: ['void-number', ['label-unknown', 'awaiting-scan-back']],
  CLOSE: ['close-parcel', openParcel],
  UNDO: ['undo', ['awaiting-substitute', ...openParcel]],
  OWNBOX: ['own-box', ['picking', ...openParcel]],
  ACCEPT: ['accept-weight', ['awaiting-weight']],
  SHORT: ['short-line', ['picking', 'packing']],
  SUBSTITUTE: ['substitute-line', ['picking', 'packing', 'awaiting-substitute']],
  DAMAGED: ['damaged', openParcel],
  BENCH: [{ show: 'bench' }, everywhere],
  HANDOVER: [{ show: 'hand-over' }, everywhere],
  QUEUE: [{ show: 'queue' }, everywhere],
  WALK: [{ show: 'walk' }, everywhere],
  WAVE: ['claim-wave', everywhere],
  WAVE1: ['claim-article-wave', everywhere],
  PUTBACK: ['put-back-wave', everywhere],
  TAKEOVER: ['take-over', everywhere],
  LABELS: [{ show: 'labels' }, everywhere],
  START: [{ show: 'shift' }, everywhere],
  SCANNERS: [{ show: 'scanners' }, everywhere],
  TEST: ['test-read', everywhere],
}

describe('command cards', () => {
  test.each(commandCards.flatMap((card) => benchPhases.map((phase) => [card, phase] as const)))(
    'the card %s in %s that does nothing, or what it should not',
    (card, phase) => {
      const [action, phases] = cardMeaning[card]
      const wanted = phases.includes(phase) ? action : { refuse: 'not-expected-here' }
      const atBench = scenarioNames.filter(
        (scenario) => scenario !== 'walk' && scenario !== 'scanners',
      )
      for (const scenario of atBench) expect(cardAction(card, scenario, phase)).toEqual(wanted)
    },
  )

  test('a card for the box on the bench that does something to it from between the shelves', () => {
    const never = { refuse: 'not-expected-here' }
    const onWalk: Partial<Record<CommandCard, unknown>> = {
      DAMAGED: 'damaged-pick',
      ...{
        UNDO: 'undo-pick',
        SHORT: 'short-stop',
        LATER: never,
        SUBSTITUTE: never,
        REPRINT: never,
        PRINT: never,
        VOID: never,
      },
      ...{ CLOSE: never, ACCEPT: never, TAKEOVER: never, OWNBOX: never },
    }
    for (const card of commandCards)
      for (const phase of benchPhases)
        expect(cardAction(card, 'walk', phase)).toEqual(onWalk[card] ?? cardMeaning[card][0])
  })

  test('a card that works on an order while scanners are tried', () => {
    for (const card of commandCards)
      for (const phase of benchPhases) {
        const [action] = cardMeaning[card]
        const leadsAway = card === 'OK' || typeof action === 'object'
        expect(cardAction(card, 'scanners', phase)).toEqual(leadsAway ? action : 'try-read')
      }
  })

  test('a reprint that a card can set off while a label may still come out of the printer', () => {
    for (const phase of ['label-printing', 'label-failed', 'packing', 'no-order'] as const)
      expect(cardAction('REPRINT', 'bench', phase)).toEqual({ refuse: 'not-expected-here' })
  })
})

describe.each(languages)('what is said of it in %s', (language) => {
  const { t } = createTranslator(language)

  test('a refusal of the table without words or without its sound', () => {
    for (const [scenario, phase, walkPhase, kind] of scans) {
      const action = scanRules(scenario, phase, walkPhase)[kind]
      if (typeof action === 'string') continue
      const feedback: Feedback = { tone: 'wrong', code: action.refuse, data: { code: '690' } }
      const before = viewWith({ scenario, phase, walkPhase })
      const after = { ...before, feedback, feedbackSerial: 2, frozen: true }
      expect(soundOf(before, after)).toBe('wrong')
      const said = feedbackText(after, t)
      expect([said.tone, said.headline === '', said.next === '']).toEqual(['wrong', false, false])
    }
  })

  test('a state that does not say what to scan next', () => {
    const quiet: Feedback = { tone: 'notice', code: 'scenario-changed', data: {} }
    for (const [scenario, phase, walkPhase] of states) {
      const view = viewWith({ scenario, phase, walkPhase, feedback: quiet })
      expect(feedbackText(view, t).next.trim(), `${scenario} ${phase}`).not.toBe('')
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
