import { describe, expect, test } from 'vitest'
import {
  commandCardOf,
  commandCards,
  meaningOf,
  readCode,
  type CodeMatches,
  type ScanMeaning,
} from '../../../shared/domain/meaning.ts'
import { canonicalCode, gtinCheckDigit } from '../../../shared/domain/product.ts'

const nothing: CodeMatches = { orderNumber: null, product: null, waybill: null }
const product = { sku: 'SKU-1', name: 'Goods' }
const everything: CodeMatches = {
  orderNumber: 'SO-1',
  product,
  waybill: { waybillNumber: 'YT-1', orderNumber: 'SO-2' },
}
const kinds: readonly ScanMeaning['kind'][] = ['order', 'item', 'waybill']

describe('a code with several meanings', () => {
  test('a state that gets another kind than it waits for', () => {
    for (const kind of kinds) {
      const expected = [kind, ...kinds.filter((other) => other !== kind)]
      expect(meaningOf('690', everything, expected).kind).toBe(kind)
    }
  })

  test('a second choice that is passed over although the first does not fit', () => {
    const noWaybill = { ...everything, waybill: null }
    expect(meaningOf('690', noWaybill, ['waybill', 'order', 'item']).kind).toBe('order')
    const onlyItem = { ...nothing, product }
    expect(meaningOf('690', onlyItem, ['waybill', 'order', 'item']).kind).toBe('item')
  })

  test('a known code that is called unknown because nobody waits for it', () => {
    expect(meaningOf('690', { ...nothing, product }, []).kind).toBe('item')
  })

  test('an unknown code that is guessed at', () => {
    expect(meaningOf('690', nothing, kinds)).toEqual({ kind: 'unknown', text: '690' })
  })

  test('a waybill that is looked up under another order than its own', () => {
    expect(meaningOf('YT-1', everything, ['waybill'])).toEqual({
      ...{ kind: 'waybill', waybillNumber: 'YT-1', orderNumber: 'SO-2' },
    })
  })

  test('an item whose fact does not hold the code as it was read', () => {
    expect(meaningOf('6901234567892', { ...nothing, product }, kinds)).toEqual({
      ...{ kind: 'item', ...product, code: '6901234567892' },
    })
  })
})

describe('command cards', () => {
  test('a card that does nothing', () => {
    for (const card of commandCards)
      expect(meaningOf(`HF:${card}`, nothing, kinds)).toEqual({ kind: 'command', card })
  })

  test('a card of a scanner that changes the case of letters', () => {
    expect(commandCardOf('HF:ok')).toBe('OK')
  })

  test('goods whose code is that of a card and stop it from working', () => {
    expect(meaningOf('HF:OK', everything, kinds)).toEqual({ kind: 'command', card: 'OK' })
  })

  test('a text that only looks like a card', () => {
    for (const text of ['OK', 'HF:', 'HF:OKAY', 'HF: OK', 'XHF:OK', 'HF:OK OK'])
      expect(commandCardOf(text), text).toBeNull()
  })
})

describe('canonical codes', () => {
  test('one article that counts as two because one scanner pads its code', () => {
    const forms = ['6901234567892', '06901234567892']
    expect(new Set(forms.map(canonicalCode))).toEqual(new Set(['06901234567892']))
    expect(canonicalCode('036000291452')).toBe('00036000291452')
    expect(canonicalCode('96385074')).toBe('00000096385074')
  })

  test('a number that is no article and is padded into one', () => {
    for (const text of ['6901234567890', '12345678901', '690123456789', 'SKU-1', '1234567890', ''])
      expect(canonicalCode(text), text).toBe(text)
  })

  test('a check digit that another weighting would give', () => {
    expect(gtinCheckDigit('690123456789')).toBe(2)
    expect(gtinCheckDigit('03600029145')).toBe(2)
    expect(gtinCheckDigit('9638507')).toBe(4)
    expect(gtinCheckDigit('0000000')).toBe(0)
  })

  test('white space around a code that makes it unknown', () => {
    expect(readCode(' 6901234567892\r\n')).toEqual({
      text: '6901234567892',
      canonical: '06901234567892',
    })
  })

  test('digits of another script that pass for an article', () => {
    const wide = '６９０１２３４５６７８９２'
    expect(canonicalCode(wide)).toBe(wide)
  })
})
