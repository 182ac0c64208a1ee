import { describe, expect, test } from 'vitest'
import type { Order, OrderLine } from '../../../shared/domain/order.ts'
import { refusalCodes } from '../../../shared/domain/refusal.ts'
import { languages } from '../../../shared/ipc/station-routes.ts'
import { createTranslator } from '../../../renderer/i18n/translator.ts'
import { feedbackText, lineToDo } from '../../../renderer/screens/feedback-text.ts'
import {
  benchPhases,
  faultCodes,
  noticeCodes,
  scenarioNames,
  type Feedback,
} from '../../../renderer/station/view.ts'
import { screenPrompts, type ScreenPrompt } from '../../../renderer/state/prompt-board.ts'
import { viewWith } from '../station/station-view.ts'

function line(lineId: string, quantity: number, packed: number): OrderLine {
  const name = `Goods ${lineId}`
  const counts = { quantity, picked: packed, packed }
  return { lineId, sku: `sku-${lineId}`, name, unitWeightGrams: 1, bin: `B-${lineId}`, ...counts }
}

const person = { name: 'n', phone: 'p', region: 'r', street: 's' }
const order: Order = {
  ...{ orderNumber: 'SO-1', channel: 'taobao', buyer: 'b', paymentState: 'paid' },
  ...{ codAmountFen: 0, deadlineAt: '2026-11-24T09:00:00Z', holds: [], remark: '' },
  ...{ recipient: person, carrier: 'yto', state: 'packing', claimedBy: 'bench-1', parcels: [] },
  lines: [line('a', 2, 2), line('b', 3, 1)],
}

const everyFeedback: readonly Feedback[] = [
  ...noticeCodes.map((code) => ({ tone: 'right' as const, code, data: {} })),
  ...[...refusalCodes, ...faultCodes].map((code) => ({ tone: 'wrong' as const, code, data: {} })),
]

describe.each(languages)('feedback in %s', (language) => {
  const { t } = createTranslator(language)

  test('a message or prompt that shows an empty blank or a key when it comes without data', () => {
    for (const scenario of scenarioNames)
      for (const phase of benchPhases)
        for (const feedback of everyFeedback)
          for (const open of [null, order]) {
            const said = feedbackText(viewWith({ scenario, phase, feedback, order: open }), t)
            for (const text of [said.headline, said.next]) {
              expect(text, feedback.code).not.toMatch(
                /\{\{|undefined|null|^(refusal|notice|phase)\./,
              )
              expect(text.trim(), feedback.code).not.toBe('')
            }
          }
  })

  test('a wrong item that does not say what is still missing', () => {
    const feedback = { tone: 'wrong', code: 'wrong-item', data: { sku: 'x' } } as const
    const said = feedbackText(viewWith({ order, feedback, frozen: true }), t)
    expect(said.tone).toBe('wrong')
    expect(said.next).toContain('B-b Goods b\u00a0×\u00a02')
  })

  test('a held order whose reason is lost on the way', () => {
    const data = { orderNumber: 'SO-9', reason: 'address' }
    const feedback = { tone: 'wrong', code: 'held', data } as const
    const said = feedbackText(viewWith({ feedback }), t)
    expect(said.headline).toContain('SO-9')
    expect(said.next).toContain('address')
  })

  test('a packed item that is counted from the wrong line', () => {
    const feedback = { tone: 'right', code: 'item-packed', data: {} } as const
    const said = feedbackText(viewWith({ order, activeLineId: 'b', feedback }), t)
    expect(said.headline).toContain('1/3')
    expect(said.headline).toContain('Goods b')
  })

  test('a quantity card that leads to a line which lacks fewer', () => {
    const feedback = { tone: 'notice', code: 'quantity-armed', data: { count: 3 } } as const
    const armed = (armedQuantity: number) =>
      feedbackText(viewWith({ order, feedback, armedQuantity }), t).next
    expect(armed(3)).toContain('3')
    expect(armed(3)).not.toBe(armed(2))
    expect(armed(2)).toBe(armed(1))
  })

  test('a label that was printed from the list, and nobody says that it goes on its box', () => {
    const asked = { tone: 'right', code: 'label-requested-again', data: {} } as const
    const sent = { tone: 'notice', code: 'label-sent', data: {} } as const
    const next = (change: Parameters<typeof viewWith>[0], prompt: ScreenPrompt | null = null) =>
      feedbackText(viewWith({ scenario: 'labels', ...change }), t, prompt).next
    const awaited = t('prompt.labelsAwaited')
    expect(next({ feedback: asked, phase: 'no-order' })).toBe(awaited)
    expect(next({ feedback: sent, phase: 'awaiting-scan-back' })).toBe(awaited)
    expect(next({ feedback: sent, phase: 'awaiting-scan-back' }, 'printers')).toBe(awaited)
    expect(next({ phase: 'label-failed' }, 'printer-out')).toBe(t('prompt.printerOut'))
    expect(next({ phase: 'no-order' }, 'workshop')).toBe(t('prompt.workshop'))
    const found = { tone: 'notice', code: 'label-found', data: { name: 'SO-1' } } as const
    expect(next({ feedback: found, phase: 'awaiting-scan-back' })).toBe(t('prompt.labels'))
  })

  test('a shift that may begin, told to see to what is green', () => {
    const tested = viewWith({ scenario: 'shift', phase: 'no-order', isTestRead: true })
    expect(feedbackText(tested, t, 'shift-ready').next).toBe(t('prompt.shiftReady'))
    expect(feedbackText(tested, t, null).next).toBe(t('prompt.shiftTested'))
  })

  test('what one screen says next, said on another', () => {
    for (const prompt of screenPrompts) {
      const view = viewWith({ scenario: 'bench' })
      expect(feedbackText(view, t, prompt)).toEqual(feedbackText(view, t))
    }
  })

  test('a bench that is named by an id that nobody has ever read', () => {
    const data = { orderNumber: 'SO-1', station: 'station-3f' }
    const feedback = { tone: 'wrong', code: 'not-yours', data } as const
    const view = viewWith({ feedback, frozen: true })
    const named = feedbackText(view, t, null, { 'station-3f': 'By the door' })
    expect(named.headline).toContain('By the door')
    const unnamed = feedbackText(view, t).headline
    expect(unnamed).toContain(t('station.another'))
    expect(unnamed).not.toContain('station-3f')
  })

  test('an unknown label outcome that looks like good news', () => {
    const feedback = { tone: 'notice', code: 'label-outcome-unknown', data: {} } as const
    expect(feedbackText(viewWith({ feedback, phase: 'label-unknown' }), t).tone).toBe('attention')
  })
})

test('the next line while picking is one that lacks in the tote, not in the box', () => {
  const picked = { ...order, lines: [{ ...line('a', 2, 0), picked: 2 }, line('b', 1, 0)] }
  expect(lineToDo({ order: picked, phase: 'picking', replacing: null })?.lineId).toBe('b')
  expect(lineToDo({ order: picked, phase: 'packing', replacing: null })?.lineId).toBe('a')
})
