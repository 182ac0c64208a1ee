import { expect, test } from 'vitest'
import { createTranslator } from '../../../renderer/i18n/translator.ts'
import { commandCardData } from '../../../renderer/screens/labels/sheets.ts'
import { drawLabel } from '../../../shared/label/draw.ts'
import { labelPainter } from '../label/label-fonts.ts'
import { documentsOf } from '../label/template-kit.ts'

test('a sheet of command cards that no printer draws, for a carton or a profile with a long code', () => {
  const data = commandCardData(
    createTranslator('zh'),
    [
      { sku: 'BOX-3', name: '3号箱', grams: 120 },
      { sku: 'A-CARTON-WHOSE-CODE-FITS-NO-CARD', name: '长', grams: 1 },
    ],
    [{ code: 'PACKAGE', name: '小件打包 Small parcels and everything else that is small' }],
  )
  const { cards } = data as { readonly cards: readonly { readonly code: string }[] }
  const codes = cards.map(({ code }) => code)
  expect(codes).toEqual(expect.arrayContaining(['HF:OK', 'BOX-3', 'HF:PROFILE:PACKAGE']))
  const pages = documentsOf('command-card-sheet-100x150', data)
  if (!pages.ok) throw new Error(JSON.stringify(pages.error))
  for (const page of pages.value)
    for (const dotsPerInch of [203, 300] as const)
      expect(drawLabel(page, dotsPerInch, labelPainter)).toMatchObject({ ok: true })
})
