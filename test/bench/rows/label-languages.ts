import { createRequire } from 'node:module'
import { deflateSync } from 'node:zlib'
import { createCanvasTextPainter } from '../../../electron/main/print/canvas-text.ts'
import { findLabelFontFiles } from '../../../electron/main/print/font-files.ts'
import { encodePng } from '../../../electron/main/label-command/png.ts'
import { labelTemplates } from '../../../electron/main/print/label-templates.ts'
import { plainProfile } from '../../../electron/main/print/printer-profiles.ts'
import { renderTemplate, type RenderedLabel } from '../../../electron/main/print/render-template.ts'
import type { LabelDocument } from '../../../shared/label/document.ts'
import { encodeLabel } from '../../../shared/label/encode-label.ts'
import { drawnLanguages, type PrinterProfile } from '../../../shared/label/printer-profile.ts'
import { resolutions, type DotsPerInch } from '../../../shared/label/resolution.ts'
import { instantiateTemplate } from '../../../shared/label/template/instantiate.ts'
import { formatMs, type Finding } from '../parts/finding.ts'
import { measurePrintToPdf } from '../parts/print-to-pdf.ts'
import { median } from '../parts/statistics.ts'

const runs = 25
const painter = createCanvasTextPainter(findLabelFontFiles(import.meta.url))

interface ImagePrinter {
  printImageBuffer(png: Buffer): Promise<unknown>
  getBuffer(): Buffer
  clear(): void
}

/** Labels a second and bytes in every language, beside node-thermal-printer's pictures and Chromium's PDF. */
export async function measureLabelLanguages(): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const dotsPerInch of resolutions)
    for (const language of drawnLanguages)
      findings.push(renderRate(plainProfile(language, dotsPerInch)))
  findings.push(compressedSize(203), compressedSize(300))
  return [...findings, await besideThermalPrinter(), await besidePdf()]
}

function waybillDocument(): LabelDocument {
  const template = labelTemplates.get('waybill-100x150')?.template
  const made = template && instantiateTemplate(template, template.sample)
  const [document] = made?.ok ? made.value : []
  if (!document) throw new Error('no waybill')
  return document
}

function waybill(profile: PrinterProfile): RenderedLabel {
  const ready = labelTemplates.get('waybill-100x150')
  if (!ready) throw new Error('no waybill')
  const rendered = renderTemplate(ready, ready.template.sample, profile, painter)
  const [label] = rendered.ok ? rendered.value : []
  if (!label) throw new Error(JSON.stringify(rendered))
  return label
}

function timed(work: () => unknown): number {
  work()
  const times = Array.from({ length: runs }, () => {
    const began = performance.now()
    work()
    return performance.now() - began
  })
  return median(times)
}

function renderRate(profile: PrinterProfile): Finding {
  const ms = timed(() => waybill(profile))
  const { bytes, picture } = waybill(profile)
  const name = profile.language === 'zpl' ? 'zpl (acs)' : profile.language
  return {
    row: 7,
    what: `waybill in ${name}, ${String(profile.dotsPerInch)} dpi, render + encode, one core`,
    goal: profile.dotsPerInch === 203 ? '≥ 20 a second' : '',
    measured: `${(1000 / ms).toFixed(1)} a second, ${kilobytes(bytes)} of ${kilobytes(picture.bits)}`,
    reference: '20 a second',
    ratio: 1000 / ms / 20,
    limit: profile.dotsPerInch === 203 ? { atLeast: 1 } : null,
  }
}

function kilobytes(bytes: Uint8Array): string {
  return `${(bytes.length / 1000).toFixed(1)} kB`
}

/** The smallest form of ZPL against the one that every firmware takes. */
function compressedSize(dotsPerInch: DotsPerInch): Finding {
  const acs = plainProfile('zpl', dotsPerInch)
  const [small, usual] = [waybill({ ...acs, compression: 'z64' }).bytes, waybill(acs).bytes]
  return {
    row: 7,
    what: `bytes of zpl z64 against acs, ${String(dotsPerInch)} dpi`,
    goal: '',
    measured: kilobytes(small),
    reference: kilobytes(usual),
    ratio: small.length / usual.length,
    limit: null,
  }
}

/** The same bitmap to ESC/POS bytes: ours from memory, the library's from the PNG that it asks for. */
async function besideThermalPrinter(): Promise<Finding> {
  const profile = plainProfile('escpos', 203)
  const { picture } = waybill(profile)
  const bitmap = { ...picture, strideBytes: picture.bits.length / picture.heightDots }
  const ours = timed(() => encodeLabel(bitmap, profile, deflateSync))
  const printer = thermalPrinter()
  const png = encodePng(picture)
  const times: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now()
    await printer.printImageBuffer(png)
    printer.getBuffer()
    printer.clear()
    times.push(performance.now() - began)
  }
  const theirs = median(times)
  return {
    row: 7,
    what: 'bitmap to ESC/POS bytes against node-thermal-printer',
    goal: '',
    measured: formatMs(ours),
    reference: `${formatMs(theirs)} from its PNG`,
    ratio: ours / theirs,
    limit: null,
  }
}

function thermalPrinter(): ImagePrinter {
  const require = createRequire(import.meta.url)
  const { ThermalPrinter, PrinterTypes } = require('node-thermal-printer') as {
    ThermalPrinter: new (options: object) => ImagePrinter
    PrinterTypes: { readonly EPSON: string }
  }
  // Never reached: only its bytes are asked for.
  return new ThermalPrinter({ type: PrinterTypes.EPSON, interface: 'tcp://127.0.0.1:9', width: 48 })
}

/** A label of the same text and barcode as a page that Chromium prints to PDF, as many label programs do. */
async function besidePdf(): Promise<Finding> {
  const ours = timed(() => waybill(plainProfile('zpl', 203)))
  const theirs = await measurePrintToPdf(waybillDocument())
  return {
    row: 7,
    what: 'waybill, render + encode, against Chromium print-to-PDF of it',
    goal: '',
    measured: formatMs(ours),
    reference: formatMs(theirs),
    ratio: ours / theirs,
    limit: null,
  }
}
