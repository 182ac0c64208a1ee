import { describe, expect, test } from 'vitest'
import { testProblems } from '../../../shared/domain/test-codes.ts'
import type { Framing } from '../../../shared/ipc/scanner-routes.ts'
import { createTranslator } from '../../../renderer/i18n/translator.ts'
import { adviceOf } from '../../../renderer/screens/scanners/advice.ts'
import { framingRows } from '../../../renderer/screens/scanners/framing-rows.ts'
import { framingWords } from '../../../renderer/screens/scanners/framing-words.ts'

const { t } = createTranslator('en')
const serial = { isTyped: false, isIdentified: true }

describe('what is advised about a test code that came through wrong', () => {
  test('a serial scanner that sends identifiers, told to leave the keyboard mode and to send them', () => {
    const said = t(`scanners.advice.${adviceOf('separator-lost', serial)}`)
    expect(said).toMatch(/0x1D/)
    expect(said).not.toMatch(/serial|AIM/)
  })

  test('a scanner without identifiers, or one that types, told nothing of it', () => {
    const silent = { isTyped: false, isIdentified: false }
    expect(t(`scanners.advice.${adviceOf('separator-lost', silent)}`)).toMatch(/AIM/)
    const typed = { isTyped: true, isIdentified: false }
    expect(t(`scanners.advice.${adviceOf('separator-lost', typed)}`)).toMatch(/serial mode/)
  })

  test('a scanner that types, sent to settings that were learnt of no scanner', () => {
    for (const problem of testProblems.filter((one) => one !== 'aim-left-in')) {
      const said = t(`scanners.advice.${adviceOf(problem, { isTyped: true, isIdentified: false })}`)
      expect(said, problem).not.toMatch(/learnt/)
    }
  })
})

test('a setting that is shown by its raw value instead of a word', () => {
  const present: Framing = {
    ...{ prefix: '', suffix: 'auto', idleFlushMs: 50, charset: 'utf8', aim: false },
  }
  const wanted: Framing = {
    ...{ prefix: '', suffix: 'none', idleFlushMs: 80, charset: 'gb18030', aim: true },
  }
  const words = framingRows(present, wanted).map(({ name, now, then }) =>
    [now, then ?? now].map((value) => framingWords(name, value, t)),
  )
  expect(words).toEqual([
    ['found out by itself', 'nothing, a silence'],
    ['50 ms', '80 ms'],
    ['(nothing)', '(nothing)'],
    ['not expected', 'expected'],
    ['UTF-8', 'Chinese (GBK)'],
  ])
})
