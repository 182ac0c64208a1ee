import bwip from 'bwip-js/generic'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  groupSeparator,
  itemOf,
  parseElementString,
  type Gs1Element,
} from '../../../shared/domain/gs1.ts'
import { gtinCheckDigit } from '../../../shared/domain/product.ts'

/** Another reader of element strings: what bwip-js refuses to draw; null = it draws it. */
function oracleFault(elements: readonly Gs1Element[]): string | null {
  const text = elements.map(({ ai, value }) => `(${ai})${value}`).join('')
  try {
    bwip.raw({ bcid: 'gs1-128', text })
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length })
const withCheckDigit = (length: number) =>
  digits(length - 1).map((body) => body + String(gtinCheckDigit(body)))
const two = (value: number): string => String(value).padStart(2, '0')
const date = fc
  .tuple(fc.nat(99), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 28 }))
  .map(([year, month, day]) => two(year) + two(month) + two(day))
const free = (most: number) =>
  fc.string({
    unit: fc.constantFrom(...'ABCXYZabcxyz0123456789-_/.+'),
    minLength: 1,
    maxLength: most,
  })
const upTo = (most: number) =>
  fc.integer({ min: 1, max: 10 ** most - 1 }).map((value) => String(value))
const element = (ai: string, value: fc.Arbitrary<string>): fc.Arbitrary<Gs1Element> =>
  value.map((made) => ({ ai, value: made }))

/** Some of these elements, in their order. */
function someOf(all: readonly fc.Arbitrary<Gs1Element>[]): fc.Arbitrary<readonly Gs1Element[]> {
  const made = fc.tuple(...all.map((each) => fc.option(each)))
  return made.map((each) => each.filter((one) => one !== null))
}

/** Elements of goods; a code that counts needs 02 with 37, so that is left to a test of its own. */
const elements = fc
  .tuple(
    element('01', withCheckDigit(14)),
    someOf([
      element('17', date),
      element('11', date),
      element('10', free(20)),
      element('21', free(20)),
      element('240', free(30)),
      element('3103', digits(6)),
      element('400', free(30)),
      element('410', withCheckDigit(13)),
      element('30', upTo(8)),
    ]),
  )
  .map(([gtin, others]): readonly Gs1Element[] => [gtin, ...others])

/** The bytes of a scanner: a separator behind every element that may end anywhere, but the last. */
function elementString(all: readonly Gs1Element[]): string {
  const fixed = /^(0[0-4]|1[1-9]|20|3[1-6]|41)/
  return all
    .map(
      ({ ai, value }, index) =>
        ai + value + (fixed.test(ai) || index === all.length - 1 ? '' : groupSeparator),
    )
    .join('')
}

describe('element strings, beside another program that reads them', () => {
  it('one that is read as something else than was written', () => {
    fc.assert(
      fc.property(elements, (all) => {
        expect(oracleFault(all)).toBeNull()
        expect(parseElementString(elementString(all))).toEqual({ ok: true, value: all })
      }),
    )
  })

  it('separators that are there although nobody needs them', () => {
    fc.assert(
      fc.property(elements, (all) => {
        const generous = all.map(({ ai, value }) => ai + value).join(groupSeparator)
        expect(parseElementString(groupSeparator + generous)).toEqual({ ok: true, value: all })
      }),
    )
  })

  it('a check digit, a month, a day or a length that is wrong and is taken all the same', () => {
    const gtin = { ai: '01', value: '09501101530003' }
    const wrong: readonly (readonly [Gs1Element, string])[] = [
      [{ ai: '01', value: '09501101530004' }, 'bad-check-digit'],
      [{ ai: '00', value: '006141411234567891' }, 'bad-check-digit'],
      [{ ai: '410', value: '9501101530001' }, 'bad-check-digit'],
      [{ ai: '17', value: '271300' }, 'bad-date'],
      [{ ai: '17', value: '270032' }, 'bad-date'],
      [{ ai: '17', value: '270431' }, 'bad-date'],
      [{ ai: '10', value: 'A'.repeat(21) }, 'bad-length'],
      [{ ai: '30', value: '123456789' }, 'bad-length'],
      [{ ai: '30', value: '12A' }, 'bad-character'],
    ]
    for (const [bad, code] of wrong) {
      const all = bad.ai === '01' ? [bad] : [gtin, bad]
      expect(oracleFault(all), JSON.stringify(bad)).not.toBeNull()
      expect(parseElementString(elementString(all))).toEqual({
        ok: false,
        error: { code, ai: bad.ai },
      })
    }
  })

  it('a code cut short, an unknown identifier, a value twice, or no code at all', () => {
    const error = (text: string): string => {
      const parsed = parseElementString(text)
      return parsed.ok ? 'read' : `${parsed.error.code} ${parsed.error.ai}`
    }
    expect(error('0109501101530')).toBe('bad-length 01')
    expect(error('0109501101530003' + '99')).toBe('bad-length 99')
    expect(error('0109501101530003' + '07X')).toBe('unknown-ai 07X')
    expect(error(`10A${groupSeparator}10B`)).toBe('twice 10')
    expect(error('')).toBe('bad-length ')
  })
})

describe('what a code says of goods', () => {
  const read = (text: string, year = 2026) => {
    const parsed = parseElementString(text)
    return parsed.ok ? itemOf(parsed.value, year) : null
  }

  it('lot, expiry and serial of one unit', () => {
    expect(read(`010950110153000317271100` + `10L-7${groupSeparator}21S9`)).toEqual({
      gtin: '09501101530003',
      traits: { lot: 'L-7', serial: 'S9', expiresOn: '2027-11-30' },
    })
  })

  it('a case of 24, by the goods that are in it', () => {
    expect(read('02095011015300033724')).toEqual({
      gtin: '09501101530003',
      traits: { count: 24 },
    })
  })

  it('the end of February, also in a leap year, and the century of a year far away', () => {
    const expiry = (date: string, year?: number) =>
      read(`010950110153000317${date}`, year)?.traits.expiresOn
    expect(expiry('270200')).toBe('2027-02-28')
    expect(expiry('280200')).toBe('2028-02-29')
    expect(expiry('760101')).toBe('2076-01-01')
    expect(expiry('780101')).toBe('1978-01-01')
    expect(expiry('010101', 2099)).toBe('2101-01-01')
  })

  it('no goods: a pallet', () => {
    expect(read('00006141411234567890')).toBeNull()
  })
})
