import { describe, expect, test } from 'vitest'
import { commandCardOf } from '../../../shared/domain/meaning.ts'
import { guideStep } from '../../../renderer/screens/guide-step.ts'
import { centreSummary } from '../../../renderer/screens/shell/health-summary.ts'
import { scenarioOfKey } from '../../../renderer/screens/shell/scenario-key.ts'
import { suggest, type Within } from '../../../renderer/screens/virtual/suggestions.ts'
import { benchPhases, type StationView } from '../../../renderer/station/view.ts'
import { viewWith as atBench } from '../station/station-view.ts'

/** A bench with nothing on it, seen from the queue. */
function viewWith(change: Partial<StationView>): StationView {
  return atBench({ scenario: 'queue', phase: 'no-order', lastScan: '', ...change })
}

const within: Within = {
  nextOrder: 'SO-1',
  itemCode: '690',
  otherGoods: null,
  packedWaybill: 'YT1',
  carton: null,
  prompt: null,
}
const label = { printJobId: 'j', waybillNumber: 'YT9', state: 'sent', reprints: 0 } as const
const confirmed = { tone: 'right', code: 'label-confirmed', data: {} } as const

describe('what the virtual scanner offers next', () => {
  test('a newcomer who is not led from the queue to the hand-over', () => {
    expect(suggest(viewWith({}), within)).toMatchObject({ kind: 'nextOrder', code: 'SO-1' })
    const stuck = viewWith({ scenario: 'bench', phase: 'awaiting-scan-back', label })
    expect(suggest(stuck, within)).toMatchObject({ kind: 'waybill', code: 'YT9' })
    const done = viewWith({ scenario: 'bench', feedback: confirmed })
    expect(suggest(done, within)).toMatchObject({ kind: 'scanCard', code: 'HF:HANDOVER' })
    const counter = viewWith({ scenario: 'hand-over' })
    expect(suggest(counter, within)).toMatchObject({ kind: 'waybill', code: 'YT1' })
    expect(suggest(counter, { ...within, packedWaybill: null })).toMatchObject({ code: 'HF:QUEUE' })
  })

  test('an order that is offered before a shift and on the labels screen, where none can be opened', () => {
    const offered = (change: Partial<StationView>, prompt: Within['prompt'] = null) =>
      suggest(viewWith(change), { ...within, prompt }).code
    expect(offered({ scenario: 'shift' })).toBe('HF:TEST')
    expect(offered({ scenario: 'shift', isTestRead: true })).toBe('HF:QUEUE')
    expect(offered({ scenario: 'labels' })).toBe('YT1')
    expect(offered({ scenario: 'labels' }, 'workshop')).toBe('HF:QUEUE')
    expect(offered({ scenario: 'labels', phase: 'packing' })).toBe('HF:BENCH')
  })

  test('a label that is offered on the labels screen, where its scan confirms nothing', () => {
    const stuck = viewWith({ scenario: 'labels', phase: 'awaiting-scan-back', label })
    expect(suggest(stuck, within)).toMatchObject({ kind: 'scanCard', code: 'HF:BENCH' })
    const failed = viewWith({ scenario: 'labels', phase: 'label-failed', label })
    expect(suggest(failed, within).code).toBe('HF:PRINT')
    expect(suggest(failed, { ...within, prompt: 'printer-out' }).kind).toBe('printer')
  })

  test('a scan that is offered while an error waits', () => {
    const frozen = viewWith({ scenario: 'bench', phase: 'packing', frozen: true })
    expect(suggest(frozen, within)).toMatchObject({ kind: 'scanCard', code: 'HF:OK' })
  })

  test('goods that are offered while a bin waits to be counted, or the way out of a walk that has not begun', () => {
    const walk = viewWith({ scenario: 'walk', walk: null })
    expect(suggest(walk, within)).toMatchObject({ code: 'HF:WAVE' })
    const task = { taskId: 'c', bin: 'A-1' } as never
    const counting = viewWith({ scenario: 'bench', phase: 'packing', count: { task, quantity: 3 } })
    expect(suggest(counting, within)).toMatchObject({ code: 'HF:OK' })
  })

  test('goods of which fewer are missing than the quantity card says', () => {
    const order = {
      orderNumber: 'SO-1',
      lines: [{ lineId: 'a', quantity: 1, picked: 0, packed: 0 }],
    }
    const armed = (armedQuantity: number) =>
      suggest(
        viewWith({ scenario: 'bench', phase: 'packing', order: order as never, armedQuantity }),
        within,
      )
    expect(armed(3)).toMatchObject({ code: 'HF:UNDO' })
    expect(armed(1)).toMatchObject({ kind: 'nextItem' })
  })

  test('a command card that the station does not know', () => {
    for (const phase of benchPhases) {
      const { code } = suggest(viewWith({ scenario: 'bench', phase, label }), within)
      if (code?.startsWith('HF:')) expect(commandCardOf(code), phase).not.toBeNull()
    }
  })
})

describe('the guide', () => {
  test('a phase in which the guide points at the wrong step', () => {
    const step = (change: Partial<StationView>) => guideStep(viewWith(change))
    expect(step({})).toBe('order')
    expect(step({ scenario: 'bench' })).toBe('order')
    expect(step({ scenario: 'bench', phase: 'packing' })).toBe('items')
    expect(step({ scenario: 'bench', phase: 'label-unknown' })).toBe('labelStep')
    expect(step({ scenario: 'bench', feedback: confirmed })).toBe('handOver')
    expect(step({ scenario: 'hand-over' })).toBe('handOver')
  })
})

describe('keys and status', () => {
  test('a digit typed into a field that changes the screen', () => {
    expect(scenarioOfKey({ key: '2', code: 'Digit2', altKey: false })).toBeNull()
    expect(scenarioOfKey({ key: '2', code: 'Digit2', altKey: true })).toBe('bench')
    expect(scenarioOfKey({ key: 'F3', code: 'F3', altKey: false })).toBe('hand-over')
  })

  test('a contact age that stands still between two words of main', () => {
    const contact = { state: 'offline', ageMs: 4_000, refusal: '', clockOffsetMs: null } as const
    expect(centreSummary({ contact }, 3_000)).toMatchObject({ ageMs: 7_000, tone: 'attention' })
  })

  test('a refusal of the centre that is shown as a plain outage', () => {
    const contact = { state: 'refused', ageMs: 0, refusal: 'fenced', clockOffsetMs: 0 } as const
    expect(centreSummary({ contact }, 0)).toMatchObject({ tone: 'wrong', refusal: 'fenced' })
    expect(centreSummary({ contact: { ...contact, refusal: 'new' } }, 0).refusal).toBeNull()
  })
})
