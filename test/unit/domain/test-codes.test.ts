import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { symbologyOf } from '../../../shared/domain/aim.ts'
import { parseElementString } from '../../../shared/domain/gs1.ts'
import {
  judgeTestRead,
  testCodeNames,
  testCodeSources,
  testCodeTexts,
} from '../../../shared/domain/test-codes.ts'
import { encodeSymbol } from '../../../shared/label/symbology.ts'

describe.each(testCodeNames)('the test code %s', (name) => {
  const text = testCodeTexts[name]

  test('read exactly right, and not called so', () => {
    expect(judgeTestRead(text)).toEqual({ name, problem: null, rest: '' })
  })

  test('that its own symbology refuses', () => {
    expect(encodeSymbol(name, testCodeSources[name])).toMatchObject({ ok: true })
  })

  test.each([
    ['case-changed', (code: string) => code.toLowerCase()],
    ['case-changed', (code: string) => code.toUpperCase()],
    ['truncated', (code: string) => code.slice(0, -1)],
    ['truncated', (code: string) => code.slice(1)],
    ['prefix-left', (code: string) => `#1${code}`],
    ['suffix-left', (code: string) => `${code}\t`],
    ['aim-left-in', (code: string) => `]C1${code}`],
  ] as const)('with %s, called something else', (problem, spoil) => {
    const spoilt = spoil(text)
    if (spoilt === text) return
    expect(judgeTestRead(spoilt)).toMatchObject({ name, problem })
  })

  test('cut to half and taken for another code', () => {
    const half = judgeTestRead(text.slice(0, Math.ceil(text.length / 2)))
    expect(half).toMatchObject({ name, problem: 'truncated' })
  })
})

test.each(['gs1-128', 'gs1-data-matrix'] as const)(
  'a separator of %s that was dropped or typed as something else, called a different trouble',
  (name) => {
    expect(parseElementString(testCodeTexts[name])).toMatchObject({ ok: true })
    for (const substitute of ['', ' ', '|', '029', '^]', '{GS}'])
      expect(judgeTestRead(testCodeTexts[name].replace('\x1d', substitute))).toEqual({
        ...{ name, problem: 'separator-lost', rest: '' },
      })
  },
)

test('Chinese that was decoded with the wrong charset, called anything but garbled', () => {
  const asUtf8 = Buffer.from(testCodeTexts.qr, 'utf8')
  for (const spoilt of [asUtf8.toString('latin1'), new TextDecoder('gb18030').decode(asUtf8)])
    expect(judgeTestRead(spoilt)).toMatchObject({ name: 'qr', problem: 'garbled' })
})

test('letters that a keyboard of another country swaps, called anything but garbled', () => {
  expect(judgeTestRead('HFßaYzX-128')).toMatchObject({ name: 'code128', problem: 'garbled' })
})

test('the surplus of a prefix that is not named', () => {
  expect(judgeTestRead(`#1${testCodeTexts.code128}`)?.rest).toBe('#1')
})

test.each(['SO-0001', '6901234567885', 'HF:OK', '', 'QR'])(
  'a code of the warehouse (%j) that is taken for a test code',
  (code) => {
    expect(judgeTestRead(code)).toBe(null)
  },
)

test.each([
  ['C1', 'GS1-128'],
  ['C0', 'Code 128'],
  ['E0', 'EAN / UPC'],
  ['E4', 'EAN-8'],
  ['e0', 'GS1 DataBar'],
  ['d2', 'GS1 DataMatrix'],
  ['Q3', 'GS1 QR'],
  ['Y9', null],
])('the identifier ]%s that is called something else than %s', (identifier, name) => {
  expect(symbologyOf(identifier)).toBe(name)
})

test('the printed sheet, with other codes than those that are waited for', async () => {
  const file = new URL('../../../resources/labels/scanner-test-100x150.json', import.meta.url)
  const { elements } = JSON.parse(await readFile(file, 'utf8')) as {
    readonly elements: readonly { readonly symbology?: string; readonly text: string }[]
  }
  const printed = elements.flatMap(({ symbology, text }) =>
    symbology === undefined ? [] : [[symbology, text]],
  )
  expect(printed).toEqual(testCodeNames.map((name) => [name, testCodeSources[name]]))
})
