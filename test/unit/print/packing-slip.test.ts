import { describe, expect, it } from 'vitest'
import { labelTemplates } from '../../../electron/main/print/label-templates.ts'
import { packingListTemplate } from '../../../electron/main/print/packing-slip.ts'
import { plainProfile, printerProfiles } from '../../../electron/main/print/printer-profiles.ts'
import { renderSheet } from '../../../electron/main/print/sheet.ts'
import { labelPainter } from '../label/label-fonts.ts'

const receiptPrinter = printerProfiles.get('escpos-80mm') ?? plainProfile('escpos', 203)
const sample = labelTemplates.get(packingListTemplate)?.template.sample ?? {}

interface ReadSlip {
  readonly lines: readonly string[]
  readonly barcodes: readonly string[]
  readonly isCut: boolean
}

/** Reads a slip as an Epson does, from its manual and by another hand than the builder: commands by their length, the rest is text in GBK. */
function readSlip(bytes: Uint8Array): ReadSlip {
  const text: number[] = []
  const barcodes: string[] = []
  let isCut = false
  for (let at = 0; at < bytes.length;) {
    const [code = 0, next = 0, third = 0, fourth = 0] = bytes.subarray(at, at + 4)
    if (code === 0x1d && next === 0x6b) {
      // GS k 73 n d1 … dn: Code 128, of which the first two choose the set.
      expect(third).toBe(73)
      barcodes.push(Buffer.from(bytes.subarray(at + 6, at + 4 + fourth)).toString('latin1'))
      at += 4 + fourth
    } else if (code === 0x1d && next === 0x56) {
      isCut = true
      at += third === 0 || third === 1 ? 3 : 4
    } else if (code === 0x1b && (next === 0x40 || next === 0x32)) at += 2
    else if (code === 0x1b || code === 0x1d) at += 3
    else if (code === 0x1c) at += 2
    else {
      text.push(code)
      at += 1
    }
  }
  const lines = new TextDecoder('gbk').decode(Uint8Array.from(text)).split('\n')
  return {
    lines: lines.map((line) => line.trimEnd()).filter((line) => line !== ''),
    barcodes,
    isCut,
  }
}

function slip(data: unknown): ReadSlip {
  const sheet = { template: packingListTemplate, data }
  const rendered = renderSheet(sheet, receiptPrinter, labelPainter)
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.error))
  expect(rendered.value).toHaveLength(1)
  return readSlip(rendered.value[0]?.bytes ?? new Uint8Array())
}

describe('a packing list on a receipt printer', () => {
  it('leaves out goods, their number or the code of the order, or runs over the edge', () => {
    const name = '加长加厚超大容量防水帆布手提袋'.repeat(4)
    const { lines, barcodes, isCut } = slip({
      ...sample,
      orderNumber: 'SO-20413',
      items: [
        { sku: 'BAG-0031', name, quantity: 12 },
        { sku: 'CUP-7', name: 'Glass 320ml', quantity: 1 },
      ],
    })
    expect([barcodes, isCut]).toEqual([['SO-20413'], true])
    const width = (line: string): number =>
      [...line].reduce((sum, one) => sum + (one > 'ÿ' ? 2 : 1), 0)
    for (const line of lines) expect(width(line), line).toBeLessThanOrEqual(48)
    const text = lines.join('\n')
    expect(text.replaceAll(/[\n ]|× \d+/g, '')).toContain(name.replaceAll(' ', ''))
    expect(lines.filter((line) => line.endsWith('× 12'))).toHaveLength(1)
    expect(lines.filter((line) => line.endsWith('× 1'))).toHaveLength(1)
    expect(lines.filter((line) => /Total +13$/.test(line))).toHaveLength(1)
  })

  it('turns a rare character into the signs of another script', () => {
    const { lines } = slip({ ...sample, recipientName: '𠮷田 堃 ?', remark: 'ありがとう 镕 ฿' })
    expect(lines).toContain('收 To: 〓田 堃 ?')
    expect(lines).toContain('备注: ありがとう 镕 〓')
  })

  it('is drawn for a label printer, and refused with a field where its data are not what they must be', () => {
    const drawn = renderSheet(
      { template: packingListTemplate, data: sample },
      plainProfile('zpl', 203),
      labelPainter,
    )
    expect(drawn.ok && drawn.value[0]?.picture?.widthDots).toBe(800)
    const wrong = renderSheet(
      { template: packingListTemplate, data: { ...sample, items: [] } },
      receiptPrinter,
      labelPainter,
    )
    expect(wrong).toMatchObject({ error: { code: 'data-invalid', field: 'items' } })
  })
})
