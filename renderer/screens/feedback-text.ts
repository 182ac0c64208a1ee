import type { TFunction } from 'i18next'
import { nextLine, type OrderLine } from '../../shared/domain/order.ts'
import { gs1FaultCodes } from '../../shared/domain/gs1.ts'
import { untakenUnits } from '../../shared/domain/substitute.ts'
import { carrierName } from '../i18n/format.ts'
import { taskKinds } from '../../shared/domain/task.ts'
import { refusalCodes, type RefusalCode } from '../../shared/domain/refusal.ts'
import type { StationNames } from '../../shared/ipc/station-routes.ts'
import type { ScreenPrompt } from '../state/prompt-board.ts'
import type { BenchPhase, Feedback, ScenarioName, StationView } from '../station/view.ts'
import { nextStop } from '../station/next-stop.ts'
import { stationName } from './station-name.ts'

/** How loud a message is: `attention` is a notice that asks somebody to look. */
export type FeedbackTone = 'right' | 'notice' | 'attention' | 'wrong'

/** The two lines of the feedback band. */
export interface FeedbackText {
  readonly tone: FeedbackTone
  readonly headline: string
  /** What to scan or do next. */
  readonly next: string
}

const attentionCodes: readonly string[] = [
  'double-read-ignored',
  'label-outcome-unknown',
  'label-failed',
  'task-arrived',
  'wave-empty',
  'wave-nothing-to-put-back',
  'walk-none',
  'tote-needed',
  'supervisor-needed',
  'substitute-needed',
  'count-asked',
  'count-chosen',
  'trial-refused',
]

/** What tells which line comes next. */
type Place = Pick<StationView, 'order' | 'phase' | 'replacing'>

/** The first line that still lacks units, in the order of the lines; while picking, units that lack in the tote. */
export function lineToDo({ order, phase, replacing }: Place): OrderLine | null {
  if (replacing) return order?.lines.find(({ lineId }) => lineId === replacing.lineId) ?? null
  return (order && nextLine(order, phase === 'picking' ? 'picked' : 'packed')) ?? null
}

/**
 * Writes what the last scan did and what comes next.
 *
 * @param prompt what only the open screen knows of that
 * @param names what people call the other stations
 */
export function feedbackText(
  view: StationView,
  t: TFunction,
  prompt: ScreenPrompt | null = null,
  names: StationNames = {},
): FeedbackText {
  const values = {
    ...feedbackValues(view, t, prompt),
    station: stationName(names, view.feedback.data['station'], t),
  }
  const { feedback } = view
  if (feedback.tone === 'wrong') return wrongText(feedback.code, values, t)
  const tone = attentionCodes.includes(feedback.code) ? 'attention' : feedback.tone
  const headline = t(`notice.${feedback.code}`, values)
  if (view.locked) return { tone, headline, next: t('lock.next') }
  return { tone, headline, next: isJustDone(view) ? t('prompt.done') : nextPrompt(view, t, prompt) }
}

/** Whether the last scan finished an order at the bench, so that its box waits to be handed over. */
export function isJustDone(view: Pick<StationView, 'scenario' | 'phase' | 'feedback'>): boolean {
  const elsewhere: readonly string[] = ['hand-over', 'labels', 'walk', 'scanners']
  const atBench = !elsewhere.includes(view.scenario) && view.phase === 'no-order'
  return atBench && view.feedback.code === 'label-confirmed'
}

type WrongCode = Extract<Feedback, { tone: 'wrong' }>['code']

function wrongText(code: WrongCode, values: FeedbackValues, t: TFunction): FeedbackText {
  if (isRefusal(code)) {
    const headline = t(`refusal.${code}.title`, values)
    return { tone: 'wrong', headline, next: t(`refusal.${code}.next`, values) }
  }
  const headline = t(`fault.${code}.title`, values)
  return { tone: 'wrong', headline, next: t(`fault.${code}.next`, values) }
}

function isRefusal(code: WrongCode): code is RefusalCode {
  return refusalCodes.some((refusal) => refusal === code)
}

/** What the current state waits for. */
export function nextPrompt(
  view: StationView,
  t: TFunction,
  prompt: ScreenPrompt | null = null,
): string {
  const { scenario, count } = view
  if (count)
    return t(count.quantity === null ? 'prompt.count' : 'prompt.countChosen', countOf(view))
  if (scenario === 'shift') return shiftPrompt(view, t, prompt)
  if (scenario === 'scanners' && prompt === 'scanner-out') return t('prompt.scannerOut')
  if (scenario === 'scanners' && prompt === 'scanner-learnt') return t('prompt.scannerLearnt')
  if (scenario === 'labels') return labelsPrompt(view, t, prompt)
  if (isPlainPlace(scenario)) return t(`prompt.${scenario}`)
  if (scenario === 'walk') return t(`walkPhase.${view.walkPhase}.next`, { stop: stopText(view, t) })
  if (view.approval?.kind === 'substitute') {
    const { article, insteadOf } = view.approval
    return t('prompt.approveSubstitute', { name: article.name, insteadOf })
  }
  // The queue is a bench with a list: what is scanned there goes on with the open order.
  if (view.scenario === 'queue' && view.phase === 'no-order')
    return t(prompt === 'queue-done' ? 'prompt.queueDone' : 'prompt.queue')
  const missing = missingText(view, t)
  const { armedQuantity } = view
  if (armedQuantity > 1 && lackingNext(view) < armedQuantity)
    return t('prompt.armedTooMany', { missing, quantity: armedQuantity })
  return t(`phase.${view.phase}.next`, { missing })
}

/** Units that the line which comes next still lacks; any number where no goods are scanned. */
export function lackingNext(view: Place): number {
  const line = lineToDo(view)
  if (!line || (view.phase !== 'picking' && view.phase !== 'packing')) return Infinity
  return lackingOf(line, view.phase)
}

function lackingOf({ quantity, picked, packed }: OrderLine, phase: BenchPhase): number {
  return quantity - (phase === 'picking' ? picked : packed)
}

function shiftPrompt(
  { isTestRead }: StationView,
  t: TFunction,
  prompt: ScreenPrompt | null,
): string {
  if (prompt === 'shift-ready') return t('prompt.shiftReady')
  if (isTestRead) return t('prompt.shiftTested')
  return t(prompt === 'shift-test' ? 'prompt.shiftTest' : 'prompt.shift')
}

/** A label that is on its way to its box comes first, but for where no label of an order is meant. */
function labelsPrompt(view: StationView, t: TFunction, prompt: ScreenPrompt | null): string {
  if (prompt === 'workshop') return t('prompt.workshop')
  const label = labelToStick(view)
  if (label === 'awaited') return t('prompt.labelsAwaited')
  if (label === 'unknown') return t('prompt.labelsUnknown')
  if (prompt === 'printer-out') return t('prompt.printerOut')
  if (view.phase === 'label-failed') return t('phase.label-failed.next')
  return t(prompt === 'printers' ? 'prompt.printers' : 'prompt.labels')
}

const phasesOfAwaited: readonly BenchPhase[] = ['label-printing', 'awaiting-scan-back']

/** Whether a label is to be stuck on its box and scanned at the bench: the open order's, or one that was printed from the list. */
export function labelToStick({
  phase,
  feedback,
}: Pick<StationView, 'phase' | 'feedback'>): 'awaited' | 'unknown' | null {
  // Whoever looks for another label is told of that one.
  if (feedback.code === 'label-found') return null
  if (feedback.code === 'label-requested-again' || phasesOfAwaited.includes(phase)) return 'awaited'
  return phase === 'label-unknown' ? 'unknown' : null
}

function countOf({ count }: Pick<StationView, 'count'>): { readonly bin: string } {
  return { bin: count?.task.bin ?? '' }
}

const plainPlaces = ['hand-over', 'scanners'] as const

/** Whether a screen says the same thing whatever lies on the bench. */
function isPlainPlace(scenario: ScenarioName): scenario is (typeof plainPlaces)[number] {
  return plainPlaces.some((place) => place === scenario)
}

/** Where to go next on a walk, and what to take there. */
function stopText({ walk }: Pick<StationView, 'walk'>, t: TFunction): string {
  const stop = walk && nextStop(walk)
  if (!stop) return t('feedback.nothingMissing')
  const { bin, name, quantity } = stop
  return t(bin === '' ? 'feedback.missingNoBin' : 'feedback.missing', { bin, name, quantity })
}

/** Goods that still lack, in the words of the shelf: bin, name and how many. */
function missingText(view: Place, t: TFunction): string {
  const line = lineToDo(view)
  if (!line) return t('feedback.nothingMissing')
  const quantity = view.replacing ? untakenUnits(line) : lackingOf(line, view.phase)
  const values = { bin: line.bin, name: line.name, quantity }
  return line.bin === '' ? t('feedback.missingNoBin', values) : t('feedback.missing', values)
}

type FeedbackValues = Readonly<Record<string, string | number>>

/**
 * Fills every blank that a message can have: what the message itself brings wins, and the view answers for the
 * rest, so that no text ever shows an empty blank.
 */
function feedbackValues(
  view: StationView,
  t: TFunction,
  prompt: ScreenPrompt | null,
): FeedbackValues {
  const active = view.order?.lines.find((line) => line.lineId === view.activeLineId) ?? null
  const counted = view.feedback.code === 'item-picked' ? active?.picked : active?.packed
  const orderNumber = view.order?.orderNumber ?? view.lastScan
  const known: FeedbackValues = {
    orderNumber,
    openOrder: orderNumber,
    name: active?.name ?? view.lastScan,
    lineCount: active ? `${String(counted ?? 0)}/${String(active.quantity)}` : '1',
    ordered: active?.quantity ?? 0,
    quantity: 1,
    waybillNumber: view.label?.waybillNumber ?? view.lastScan,
    reason: t('feedback.unknownReason'),
    missing: missingText(view, t),
    prompt: nextPrompt(view, t, prompt),
    stop: stopText(view, t),
    tote: '–',
    screen: t(`screen.${view.scenario}`),
  }
  const brought = Object.entries(view.feedback.data).filter(([, value]) => value !== '')
  return { ...known, ...valuesOfMessage(view, t), ...Object.fromEntries(brought) }
}

/** Blanks of single messages, in the words of the language. */
function valuesOfMessage(view: StationView, t: TFunction): FeedbackValues {
  const kind = taskKinds.find((one) => one === view.feedback.data['taskKind']) ?? view.task?.kind
  const task = {
    taskTitle: t(`task.${kind ?? 'unpack'}.title`),
    taskNext: t(`task.${kind ?? 'unpack'}.next`),
    waveNumber: '–',
    count: 0,
    carrier: view.order ? carrierName(view.order.carrier, t) : '',
  }
  const gs1 = gs1FaultCodes.find((one) => one === view.feedback.data['gs1']) ?? 'bad-length'
  const named = (value: unknown): string =>
    typeof value === 'string' ? carrierName(value, t) : '–'
  const couriers = {
    carrierName: named(view.feedback.data['carrier']),
    courierName: named(view.feedback.data['courier']),
  }
  const traits = {
    bin: '',
    profile: view.lastScan,
    names: '–',
    code: view.lastScan,
    grams: 0,
    expected: 0,
    operatorId: view.operatorId,
    expiresOn: '–',
    serial: '–',
    badge: '–',
    insteadOf: '–',
    ai: '–',
    gs1Words: t(`gs1.${gs1}`),
  }
  const { name } = view.feedback.data
  const cartonName = typeof name === 'string' && name !== '' ? name : t('virtual.card.OWNBOX')
  return { ...task, ...traits, ...couriers, cartonName }
}
