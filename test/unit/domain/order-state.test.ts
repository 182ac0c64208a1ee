import { expect, test } from 'vitest'
import {
  finalStates,
  mayStep,
  orderStates,
  transitions,
  type OrderState,
} from '../../../shared/domain/order-state.ts'

/** Every state that can be reached from the given ones, themselves included. */
function reachable(from: readonly OrderState[]): ReadonlySet<OrderState> {
  const seen = new Set(from)
  for (const state of seen) for (const next of transitions[state]) seen.add(next)
  return seen
}

/** The way of an order to which nothing unforeseen happens. */
const plainWay = ['ready', 'picking', 'picked', 'packing', 'packed', 'shipped'] as const

test('a state in the table that no order knows, or one that the table forgot', () => {
  expect(Object.keys(transitions).sort()).toEqual([...orderStates].sort())
  for (const targets of Object.values(transitions))
    for (const target of targets) expect(orderStates).toContain(target)
})

test('a state that no order can reach', () => {
  expect([...reachable(['ready'])].sort()).toEqual([...orderStates].sort())
})

test('a state from which an order can never be finished', () => {
  for (const state of orderStates)
    expect(
      finalStates.some((end) => reachable([state]).has(end)),
      state,
    ).toBe(true)
})

test('an order that is over and has a way on, other than into an exception', () => {
  for (const state of finalStates)
    expect(transitions[state].filter((next) => next !== 'exception')).toEqual([])
})

test('a state that nobody can leave although it is not final', () => {
  for (const state of orderStates)
    if (!finalStates.includes(state)) expect(transitions[state], state).not.toHaveLength(0)
})

test('a step that stands twice in the table, or a step that is none', () => {
  for (const state of orderStates) {
    expect(new Set(transitions[state]).size).toBe(transitions[state].length)
    expect(transitions[state]).not.toContain(state)
  }
})

test('an order on the floor that can be neither held nor cancelled', () => {
  for (const state of plainWay.slice(0, -1))
    expect([mayStep(state, 'held'), mayStep(state, 'cancelled')], state).toEqual([true, true])
})

test('a shipped order that can still be cancelled, or a cancelled one that can ship', () => {
  expect(transitions.shipped).toEqual([])
  expect(mayStep('cancelled', 'shipped')).toBe(false)
})

/** Orders that are put back, and those that another station takes over. */
const givenUp = new Set(['picking to ready', 'picked to picking', 'packing to picking'])

test('an order that goes back, or ships without having been packed', () => {
  for (const [place, state] of plainWay.entries())
    for (const earlier of plainWay.slice(0, place))
      expect(mayStep(state, earlier), `${state} to ${earlier}`).toBe(
        givenUp.has(`${state} to ${earlier}`),
      )
  for (const state of plainWay.slice(0, -2)) expect(mayStep(state, 'shipped'), state).toBe(false)
})
