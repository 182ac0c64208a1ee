import { describe, expect, it } from 'vitest'
import type { WaybillLabelData } from '../../../shared/domain/label-request.ts'
import type { Result } from '../../../shared/domain/result.ts'
import { drawLabel, type DrawnLabel } from '../../../shared/label/draw.ts'
import { describeLabelFault, type LabelFault } from '../../../shared/label/fault.ts'
import { chinaTime, inGroupsOfFour, yuan } from '../../../shared/label/template/formats.ts'
import { labelPainter } from './label-fonts.ts'
import { sampleWaybill } from './sample-waybill.ts'
import { documentOf, drawTemplate } from './template-kit.ts'

const sizes = ['waybill-76x130', 'waybill-100x150', 'waybill-100x180']

type Change = Partial<WaybillLabelData>

function drawAs(size: string, change: Change): Result<DrawnLabel, LabelFault> {
  return drawTemplate(size, sampleWaybill(change))
}

function textsAs(size: string, change: Change): readonly string[] {
  const { elements } = documentOf(size, sampleWaybill(change))
  return elements.flatMap((element) => (element.kind === 'text' ? [element.text] : []))
}

const { recipient, sender } = sampleWaybill()

describe.each(sizes)('%s: a character that the font does not have', (size) => {
  const draw = (change: Change): ReturnType<typeof drawAs> => drawAs(size, change)
  it.each([
    ['a rare family name', '𠮷', { recipient: { ...recipient, name: '𠮷田' } }, 'recipient.name'],
    ['an emoji', '😀', { recipient: { ...recipient, street: '1号😀' } }, 'recipient.address'],
    ['Thai', 'ก', { sender: { ...sender, name: 'กข' } }, 'sender.name'],
    ['Hangul', '한', { remark: '한국' }, 'remark'],
    ['a control character', '\u0007', { packageCentre: '杭\u0007州' }, 'packageCentre'],
    [
      'an emoji in the goods',
      '🎁',
      { items: [{ sku: '1', name: '🎁', quantity: 1 }] },
      'items.name',
    ],
  ])('%s is refused by name, never printed as an empty box', (_, character, change, field) => {
    const drawn = draw(change)
    expect(drawn).toEqual({ ok: false, error: { code: 'missing-glyph', field, character } })
  })

  it('is told to the journal with its code point', () => {
    const fault = { code: 'missing-glyph', field: 'recipient.name', character: '𠮷' } as const
    expect(describeLabelFault(fault)).toBe('missing-glyph: recipient.name: 𠮷 (U+20BB7)')
  })

  it('is not one that nobody can see: pasted zero-width signs and tabs', () => {
    const street = '\u200b文一西路\t969号\ufeff'
    expect(draw({ recipient: { ...recipient, street } }).ok).toBe(true)
  })
})

describe.each(sizes)('%s: text that does not fit', (size) => {
  const draw = (change: Change): ReturnType<typeof drawAs> => drawAs(size, change)
  it('refuses an address rather than cutting it', () => {
    const street = '很长的地址'.repeat(60)
    expect(draw({ recipient: { ...recipient, street } })).toEqual({
      ok: false,
      error: { code: 'text-does-not-fit', field: 'recipient.address' },
    })
  })

  it('cuts remark, goods and order number, which the carrier does not need', () => {
    const items = Array.from({ length: 1_000 }, (_, index) => ({
      sku: `SKU-${String(index)}`,
      name: '名'.repeat(2_000),
      quantity: 1_000_000,
    }))
    const orderNumber = 'W'.repeat(64)
    expect(
      draw({ items, remark: '备'.repeat(2_000), orderNumber, parcelNumber: orderNumber }).ok,
    ).toBe(true)
  })
})

describe.each(sizes)('%s: what a waybill shows', (size) => {
  const textsOf = (change: Change): readonly string[] => textsAs(size, change)
  it('the amount to collect only when there is one', () => {
    expect(textsOf({ codAmountFen: 12_800 })).toEqual(
      expect.arrayContaining(['代收货款', '¥128.00']),
    )
    expect(textsOf({ codAmountFen: 0 }).join()).not.toMatch(/代收货款|¥/)
  })

  it('the number of the copy only on a reprint', () => {
    expect(textsOf({ copy: 2 })).toEqual(expect.arrayContaining(['补打 2', 'REPRINT 2']))
    expect(textsOf({ copy: 0 }).join()).not.toMatch(/补打|REPRINT/)
  })

  it('how many goods are not listed', () => {
    const items = Array.from({ length: 60 }, (_, index) => ({
      sku: `SKU-${String(index)}`,
      name: '茶',
      quantity: 1,
    }))
    const texts = textsOf({ items })
    const listed = texts.filter((text) => text.startsWith('SKU-')).length
    expect(listed).toBeGreaterThanOrEqual(9)
    expect(texts).toContain(`… +${String(60 - listed)}`)
    expect(textsOf({ items: items.slice(0, listed + 1) }).join()).not.toContain('… +')
  })
})

describe('the formats', () => {
  it('sums, numbers and times as people write them', () => {
    expect([yuan(1), yuan(12_800), yuan(100_005)]).toEqual(['¥0.01', '¥128.00', '¥1000.05'])
    expect(inGroupsOfFour('YT8812345678901')).toBe('YT88 1234 5678 901')
    expect(chinaTime('2026-12-31T16:30:00.000Z')).toBe('2027-01-01 00:30')
    expect(chinaTime('soon')).toBe('soon')
  })
})

describe('the printable area', () => {
  const text = sampleTextAt(1)
  function sampleTextAt(x: number): Parameters<typeof drawLabel>[0] {
    return {
      width: 40,
      height: 20,
      margin: 2,
      elements: [
        {
          kind: 'text',
          field: 'remark',
          text: '易碎',
          ...{ x, y: 4, width: 20, height: 6, size: 4, minimumSize: 4 },
          weight: 'regular',
          align: 'left',
          verticalAlign: 'top',
          maximumLines: 1,
          overflow: 'refuse',
          ink: 'black',
        },
      ],
    }
  }

  it('is kept: text that starts in the margin is refused by name', () => {
    const fault = { code: 'outside-printable-area', field: 'remark' }
    expect(drawLabel(text, 203, labelPainter)).toEqual({ ok: false, error: fault })
    expect(drawLabel(sampleTextAt(3), 203, labelPainter).ok).toBe(true)
  })

  it('is kept: a frame beyond the edge of the label is refused', () => {
    const frame = {
      kind: 'box',
      field: 'frame',
      x: 3,
      y: 3,
      width: 60,
      height: 5,
      stroke: 1,
    } as const
    const fault = { code: 'outside-printable-area', field: 'frame' }
    const document = { ...text, elements: [frame] }
    expect(drawLabel(document, 203, labelPainter)).toEqual({ ok: false, error: fault })
  })
})
