import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TextElement } from '../../../shared/label/document.ts'
import { layoutText } from '../../../shared/label/text-layout.ts'
import type { TextPainter } from '../../../shared/label/text-painter.ts'
import { labelPainter } from './label-fonts.ts'

/** A font in which Chinese characters are one em wide and all others half an em. */
const painter: TextPainter = {
  firstMissing: () => null,
  measure: (text, font) =>
    [...text].reduce((sum, each) => sum + (each < '\u2e80' ? 0.5 : 1) * font.sizeDots, 0),
  paint: () => {
    throw new Error('nothing is painted here')
  },
}

const element: TextElement = {
  kind: 'text',
  field: 'address',
  text: '',
  ...{ x: 0, y: 0, width: 30, height: 40, size: 3, minimumSize: 2 },
  weight: 'regular',
  align: 'left',
  verticalAlign: 'top',
  maximumLines: 8,
  overflow: 'refuse',
  ink: 'black',
}

function linesOf(change: Partial<TextElement>): readonly string[] | string {
  const laid = layoutText({ ...element, ...change }, 203, painter)
  return laid.ok ? laid.value.map((run) => run.text) : laid.error.code
}

describe('text set into lines', () => {
  it('loses no character of an address, whatever it is made of', () => {
    const text = fc.string({ unit: fc.constantFrom(...'浙江省杭州，。（）AB1 2-c'), maxLength: 60 })
    fc.assert(
      fc.property(text, (written) => {
        const lines = linesOf({ text: written })
        if (typeof lines === 'string') return lines === 'text-does-not-fit'
        return lines.join('').replaceAll(' ', '') === written.replaceAll(' ', '')
      }),
    )
  })

  it('never runs past its width or its number of lines', () => {
    const text = fc.string({ unit: fc.constantFrom(...'浙江省杭州，AB1 2-c'), maxLength: 300 })
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 4 }), (written, maximumLines) => {
        const change = { text: written, maximumLines, overflow: 'ellipsis' } as const
        const laid = layoutText({ ...element, ...change }, 203, painter)
        if (!laid.ok) return false
        const widths = laid.value.map((run) => painter.measure(run.text, run.font))
        return widths.length <= maximumLines && widths.every((width) => width <= 30 * 8)
      }),
    )
  })

  it('keeps words and numbers together and closing punctuation off the start of a line', () => {
    expect(linesOf({ text: '文一西路九百六十九号 Building 12', minimumSize: 3 })).toEqual([
      '文一西路九百六十九号',
      'Building 12',
    ])
    const lines = linesOf({ text: '一二三四五六七八九十，一二', minimumSize: 3 })
    expect(lines).toEqual(['一二三四五六七八九', '十，一二'])
  })

  it('shrinks before it cuts, and cuts with a sign', () => {
    const text = '一二三四五六七八九十一二'
    expect(linesOf({ text, maximumLines: 1 })).toEqual([text])
    const cut = linesOf({ text: text.repeat(2), maximumLines: 1, overflow: 'ellipsis' })
    expect(cut).toEqual(['一二三四五六七八九十一二一二…'])
  })
})

describe('the real font', () => {
  it('never draws wider than it was measured', () => {
    const run = { text: '浙江，《省》AVA fi 0571', left: 0, baseline: 100 }
    const font = { sizeDots: 40, weight: 'bold' } as const
    const width = Math.ceil(labelPainter.measure(run.text, font))
    const wide = labelPainter.paint([{ ...run, font }], width + 400, 140)
    let last = 0
    for (let at = 0; at < wide.bits.length; at += 1)
      if ((wide.bits[at] ?? 0) !== 0) last = Math.max(last, (at % wide.strideBytes) * 8)
    expect(last).toBeGreaterThan(width / 2)
    expect(last).toBeLessThanOrEqual(width)
  })
})
