import { describe, expect, test } from 'vitest'
import { channels, paymentStates } from '../../../shared/domain/order.ts'
import { orderStates } from '../../../shared/domain/order-state.ts'
import { labelStates } from '../../../shared/domain/parcel.ts'
import { exceptionCodes } from '../../../shared/domain/exception.ts'
import { refusalCodes } from '../../../shared/domain/refusal.ts'
import { taskKinds } from '../../../shared/domain/task.ts'
import { ipcFaultCodes } from '../../../shared/ipc/faults.ts'
import {
  deviceHealth,
  languages,
  stationHealth,
  stationSetup,
} from '../../../shared/ipc/station-routes.ts'
import { apiFaultCodes } from '../../../shared/protocol/fault.ts'
import { texts } from '../../../renderer/i18n/languages.ts'
import { knownCarriers } from '../../../renderer/i18n/texts.ts'
import {
  benchPhases,
  faultCodes,
  noticeCodes,
  scenarioNames,
} from '../../../renderer/station/view.ts'
import { queueTabs } from '../../../renderer/store/queries.ts'

/** Every text of a language by its dotted key. */
function flatten(tree: object, path = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(tree) as [string, unknown][]) {
    const here = path === '' ? key : `${path}.${key}`
    if (typeof value === 'string') found.set(here, value)
    else if (typeof value === 'object' && value !== null)
      for (const [inner, text] of flatten(value, here)) found.set(inner, text)
  }
  return found
}

function blanks(text: string): string[] {
  return [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((match) => match[1] ?? '').sort()
}

const byLanguage = { zh: flatten(texts.zh), en: flatten(texts.en) }

/** Every code of the program, with the keys under which its words must stand. */
const advised: readonly (readonly [string, readonly string[]])[] = [
  ['refusal', refusalCodes],
  ['fault', faultCodes],
  ['phase', benchPhases],
  ['device', deviceHealth.shape.code.options],
  ['contact', stationHealth.shape.contact.shape.state.options],
  ['centre', apiFaultCodes],
  ['ipc', ipcFaultCodes],
  ['setup', stationSetup.shape.state.options],
  ['task', taskKinds],
]
const named: readonly (readonly [string, readonly string[]])[] = [
  ['notice', noticeCodes],
  ['orderState', orderStates],
  ['labelState', labelStates],
  ['channel', channels],
  ['payment', paymentStates],
  ['exception', exceptionCodes],
  ['deviceState', deviceHealth.shape.state.options],
  ['virtualDevice', deviceHealth.shape.kind.options],
  ['carrier', knownCarriers],
  ['screen', scenarioNames],
  ['queue.tabs', Object.keys(queueTabs)],
]

describe.each(languages)('texts in %s', (language) => {
  const flat = byLanguage[language]

  test.each(advised)('every code of "%s" says what is wrong and what to do next', (area, codes) => {
    for (const code of codes) {
      expect(flat.get(`${area}.${code}.title`)?.trim(), `${area}.${code}.title`).toBeTruthy()
      expect(flat.get(`${area}.${code}.next`)?.trim(), `${area}.${code}.next`).toBeTruthy()
    }
  })

  test.each(named)('every word of "%s" is there', (area, codes) => {
    for (const code of codes)
      expect(flat.get(`${area}.${code}`)?.trim(), `${area}.${code}`).toBeTruthy()
  })

  test('no text is empty', () => {
    expect([...flat].filter(([, text]) => text.trim() === '')).toEqual([])
  })
})

describe('the languages against each other', () => {
  test('a key that one language lacks', () => {
    expect([...byLanguage.zh.keys()].sort()).toEqual([...byLanguage.en.keys()].sort())
  })

  test('a blank that only one language fills', () => {
    for (const [key, english] of byLanguage.en)
      expect({ key, blanks: blanks(byLanguage.zh.get(key) ?? '') }).toEqual({
        key,
        blanks: blanks(english),
      })
  })

  test('an English text that was left in Chinese, or the other way round', () => {
    const chinese = /\p{Script=Han}/u
    const mixed = [...byLanguage.en].filter(
      ([key, text]) => chinese.test(text) && key !== 'status.language',
    )
    const sentences = [...byLanguage.zh].filter(
      ([key, text]) =>
        !chinese.test(text) &&
        /[a-z]{2}/i.test(text.replace(/\{\{.*?\}\}/g, '')) &&
        !['status.language', 'carrier.ems'].includes(key),
    )
    expect({ mixed, sentences }).toEqual({ mixed: [], sentences: [] })
  })
})
