import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { labelTemplates, type ReadyTemplate } from '../../electron/main/print/label-templates.ts'
import { plainProfile } from '../../electron/main/print/printer-profiles.ts'
import type { Bitmap } from '../../shared/label/bitmap.ts'
import type { LabelDocument } from '../../shared/label/document.ts'
import { drawLabel } from '../../shared/label/draw.ts'
import { encodeLabel } from '../../shared/label/encode-label.ts'
import type { LabelFault } from '../../shared/label/fault.ts'
import { zplCompressions, type PrinterProfile } from '../../shared/label/printer-profile.ts'
import { dotsPerMm, type DotsPerInch } from '../../shared/label/resolution.ts'
import { instantiateTemplate } from '../../shared/label/template/instantiate.ts'
import { readCpcl } from '../fakes/cpcl-picture.ts'
import { readEscpos } from '../fakes/escpos-picture.ts'
import type { PrintedLabel } from '../fakes/printed-label.ts'
import { readPdf } from '../fakes/pdf-picture.ts'
import { readTspl } from '../fakes/tspl-picture.ts'
import { readZpl } from '../fakes/zpl-picture.ts'
import { labelPainter } from '../unit/label/label-fonts.ts'
import { dataOf } from './generated-data.ts'
import { handMadeFor, type Expected } from './hand-made-data.ts'
import { differingDots, differingPixels, zbarTexts, zxingSymbols } from './readers.ts'
import { symbolProblem } from './symbol-modules.ts'

/** One input of the proof. Its name replays it: seed and number, or the title of a hand-made one. */
interface ProofCase {
  readonly name: string
  readonly data: unknown
  readonly expected: Expected
}

export interface ProofTask {
  readonly template: string
  readonly dotsPerInch: DotsPerInch
  readonly seed: number
  readonly generated: number
  /** How many of the hand-made inputs, chosen by the seed. */
  readonly handMade: number
  /** Whether every label is also drawn by zpl-renderer-js, or only the first. */
  readonly drawAllZpl: boolean
}

export interface ProofOutcome {
  /** Labels that were drawn, encoded in every language, read and measured. */
  readonly labels: number
  readonly symbols: number
  readonly refused: number
  readonly drawnByAnother: number
  readonly problems: readonly string[]
}

interface DrawnPage {
  readonly name: string
  readonly document: LabelDocument
  readonly bitmap: Bitmap
}

/** Proves one template at one resolution in all languages, over generated and hand-made inputs. */
export async function prove(task: ProofTask): Promise<ProofOutcome> {
  const ready = labelTemplates.get(task.template)
  if (!ready) throw new Error(`no template ${task.template}`)
  const problems: string[] = []
  let [labels, symbols, refused, drawnByAnother] = [0, 0, 0, 0]
  for (const cases of inBatches(casesOf(task, ready), 15)) {
    const pages: DrawnPage[] = []
    for (const each of cases) {
      const made = pagesOf(each, ready, task.dotsPerInch)
      const verdict = verdictOn(each, made, ready)
      if (verdict !== null) problems.push(`${each.name}: ${verdict}`)
      if (made.ok) pages.push(...made.pages)
      else refused += 1
    }
    problems.push(...(await readingProblems(pages, dotsPerMm(task.dotsPerInch))))
    for (const page of pages) {
      problems.push(
        ...encodingProblems(page, task.dotsPerInch).map((each) => `${page.name}: ${each}`),
      )
      symbols += page.document.elements.filter(({ kind }) => kind === 'barcode').length
      if (task.drawAllZpl || drawnByAnother === 0) {
        problems.push(...(await drawingProblems(page, task.dotsPerInch, labels)))
        drawnByAnother += 1
      }
      labels += 1
    }
  }
  return { labels, symbols, refused, drawnByAnother, problems }
}

function casesOf(task: ProofTask, { template }: ReadyTemplate): readonly ProofCase[] {
  const { seed } = task
  const generated = fc
    .sample(dataOf(template), { seed, numRuns: task.generated })
    .map((data, index): ProofCase => ({
      name: `${template.name} at ${String(task.dotsPerInch)} dpi, seed ${String(seed)}, input ${String(index)}`,
      data,
      expected: { kind: 'drawn-or-refused' },
    }))
  const all = handMadeFor(template)
  const handMade = Array.from({ length: Math.min(task.handMade, all.length) }, (_, index) => {
    const chosen =
      all[(seed + index * Math.max(1, Math.floor(all.length / task.handMade))) % all.length]
    return chosen
      ? [
          {
            ...chosen,
            name: `${template.name} at ${String(task.dotsPerInch)} dpi, ${chosen.title}`,
          },
        ]
      : []
  }).flat()
  return [...generated, ...handMade]
}

function inBatches<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}

type MadePages =
  | { readonly ok: true; readonly pages: readonly DrawnPage[] }
  | { readonly ok: false; readonly fault: LabelFault }

function pagesOf(each: ProofCase, ready: ReadyTemplate, dotsPerInch: DotsPerInch): MadePages {
  const checked = ready.checkData(each.data)
  if (!checked.ok) {
    const field = checked.error[0]?.field ?? ''
    return { ok: false, fault: { code: 'data-invalid', field, detail: '' } }
  }
  const documents = instantiateTemplate(ready.template, checked.value)
  if (!documents.ok) return { ok: false, fault: documents.error }
  const pages: DrawnPage[] = []
  for (const [index, document] of documents.value.entries()) {
    const drawn = drawLabel(document, dotsPerInch, labelPainter)
    if (!drawn.ok) return { ok: false, fault: drawn.error }
    pages.push({
      name: `${each.name}, page ${String(index + 1)}`,
      document,
      bitmap: drawn.value.bitmap,
    })
  }
  return { ok: true, pages }
}

/** Faults that blame what the data say; any other would be a mistake in the template or the program. */
const faultsOfData = ['missing-glyph', 'text-does-not-fit', 'data-invalid', 'barcode-too-wide']

function verdictOn(
  { expected, data }: ProofCase,
  made: MadePages,
  ready: ReadyTemplate,
): string | null {
  if (made.ok) return expected.kind === 'missing-glyph' ? 'drawn without a glyph' : null
  const { fault } = made
  const told = JSON.stringify(fault)
  if (expected.kind === 'drawn') return `refused: ${told}`
  if (expected.kind === 'missing-glyph')
    return fault.code === 'missing-glyph' && fault.character === expected.character ? null : told
  if (!faultsOfData.includes(fault.code)) return `refused for no fault of its data: ${told}`
  if (fault.code === 'missing-glyph' && !JSON.stringify(data).includes(fault.character)) return told
  const [first = ''] = fault.field.split(/[.[]/)
  return first in ready.template.data.properties ? null : `refused by a field that is none: ${told}`
}

async function readingProblems(
  pages: readonly DrawnPage[],
  scale: number,
): Promise<readonly string[]> {
  const problems: string[] = []
  const zbar = pages.length > 0 ? zbarTexts(pages.map(({ bitmap }) => bitmap)) : []
  for (const [index, { name, document, bitmap }] of pages.entries()) {
    const barcodes = document.elements.filter((element) => element.kind === 'barcode')
    const forZbar = barcodes.filter(({ symbology }) => !symbology.endsWith('data-matrix'))
    const once = [...new Set(forZbar.map(({ text }) => plain(text)))].filter(isAscii).sort().join()
    const byZbar = [...new Set((zbar[index] ?? []).map(plain))].filter(isAscii).sort().join()
    if (byZbar !== once) problems.push(`${name}: zbar read ${byZbar}, not ${once}`)
    const formats = [...new Set(barcodes.flatMap(({ symbology }) => formatOf[symbology] ?? []))]
    const found = await zxingSymbols(bitmap, formats.length > 0 ? { formats } : {})
    if (found.length !== barcodes.length)
      problems.push(
        `${name}: zxing found ${String(found.length)} of ${String(barcodes.length)} symbols`,
      )
    for (const element of barcodes) {
      const { x, y, width, height } = element
      const isHere = found.some(
        (symbol) =>
          plain(symbol.text) === plain(element.text) &&
          Math.abs(symbol.x / scale - (x + width / 2)) < width / 3 &&
          Math.abs(symbol.y / scale - (y + height / 2)) < height / 2,
      )
      if (!isHere) problems.push(`${name}: zxing does not read ${element.text} in its place`)
      const measured = symbolProblem(bitmap, element, scale)
      if (measured !== null) problems.push(`${name}: ${element.text}: ${measured}`)
    }
  }
  return problems
}

/** zbar knows no DataMatrix, and guesses the charset of a QR code; zxing reads both. */
function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text)
}

/** What zxing calls the symbologies on our labels. */
const formatOf: Readonly<Record<string, 'Code128' | 'QRCode' | 'EAN13' | 'DataMatrix'>> = {
  ...{ code128: 'Code128', 'gs1-128': 'Code128', 'ean-13': 'EAN13' },
  ...{ qr: 'QRCode', 'gs1-data-matrix': 'DataMatrix' },
}

/** GS1 data without the brackets and separators in which readers differ. */
function plain(text: string): string {
  return text.replace(/<GS>|[()\u001d]/g, '')
}

function encodingProblems({ bitmap }: DrawnPage, dotsPerInch: DotsPerInch): readonly string[] {
  const scale = dotsPerMm(dotsPerInch)
  const zpl = plainProfile('zpl', dotsPerInch)
  const ways: readonly (readonly [string, PrinterProfile, (bytes: Uint8Array) => PrintedLabel])[] =
    [
      ...zplCompressions.map(
        (compression) => [`zpl ${compression}`, { ...zpl, compression }, readZpl] as const,
      ),
      ['tspl', plainProfile('tspl', dotsPerInch), (bytes) => readTspl(bytes, scale)],
      ['cpcl', plainProfile('cpcl', dotsPerInch), readCpcl],
      ['escpos', plainProfile('escpos', dotsPerInch), readEscpos],
      ['pdf', plainProfile('pdf', dotsPerInch), (bytes) => readPdf(bytes, scale)],
    ]
  return ways.flatMap(([name, profile, read]) => {
    const bytes = encodeLabel(bitmap, profile, deflateSync)
    if (!bytes.ok) return [`${name}: ${bytes.error.code}`]
    const { picture, quantity } = read(bytes.value)
    if (quantity !== 1) return [`${name}: ${String(quantity)} copies`]
    const isSame =
      picture.heightDots === bitmap.heightDots && Buffer.compare(picture.bits, bitmap.bits) === 0
    return isSame ? [] : [`${name}: another picture`]
  })
}

async function drawingProblems(
  { name, bitmap }: DrawnPage,
  dotsPerInch: DotsPerInch,
  index: number,
): Promise<readonly string[]> {
  const compression = zplCompressions[index % zplCompressions.length] ?? 'acs'
  const zpl = encodeLabel(bitmap, { ...plainProfile('zpl', dotsPerInch), compression }, deflateSync)
  if (!zpl.ok) return [`${name}: ${zpl.error.code}`]
  const differing = await differingPixels(bitmap, zpl.value, dotsPerMm(dotsPerInch))
  const escpos = encodeLabel(bitmap, plainProfile('escpos', dotsPerInch), deflateSync)
  if (!escpos.ok) return [`${name}: ${escpos.error.code}`]
  const inEscpos = await differingDots(bitmap, escpos.value)
  return [
    ...(differing === 0 ? [] : [`${name}: ${String(differing)} pixels differ in ${compression}`]),
    ...(inEscpos === 0 ? [] : [`${name}: ${String(inEscpos)} dots differ in escpos`]),
  ]
}
