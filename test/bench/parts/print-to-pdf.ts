import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import bwip from 'bwip-js/node'
import { electronRuntime } from '../../../scripts/electron-runtime.mjs'
import type { LabelDocument, LabelElement } from '../../../shared/label/document.ts'
import { median } from './statistics.ts'

const runs = 15
const patienceMs = 120_000

/** Median time in which Chromium loads a label as a page and prints it to PDF, ms; its start is not counted. */
export async function measurePrintToPdf(document: LabelDocument): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-pdf-'))
  try {
    const [page, answer] = [join(folder, 'label.html'), join(folder, 'times.json')]
    await writeFile(page, pageOf(document))
    const { executablePath, extraArguments } = electronRuntime()
    const application = fileURLToPath(new URL('../print-to-pdf', import.meta.url))
    const words = [...extraArguments, application, page, answer, String(runs)]
    // Where Electron cannot print it would wait for a person at its message.
    await once(spawn(executablePath, words, { stdio: 'ignore', timeout: patienceMs }), 'exit')
    return median(JSON.parse(await readFile(answer, 'utf8')) as number[])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function pageOf({ width, height, elements }: LabelDocument): string {
  const style = [
    `@page { size: ${String(width)}mm ${String(height)}mm; margin: 0 }`,
    'div { position: absolute; line-height: 1.18; box-sizing: border-box }',
  ]
  const body = elements.map(divOf).join('\n')
  return `<!doctype html><meta charset="utf-8"><style>${style.join(' ')}</style>${body}`
}

function divOf(element: LabelElement): string {
  const of = (place: { x: number; y: number; width: number; height: number }): string =>
    `left:${String(place.x)}mm;top:${String(place.y)}mm;width:${String(place.width)}mm;height:${String(place.height)}mm`
  switch (element.kind) {
    case 'text': {
      const ink = `font-size:${String(element.size)}mm;color:${element.ink};text-align:${element.align}`
      return `<div style="${of(element)};${ink};font-weight:${element.weight === 'bold' ? '700' : '400'}">${escaped(element.text)}</div>`
    }
    case 'barcode':
      return `<div style="${of(element)}">${bwip.toSVG({ bcid: element.symbology, text: element.text })}</div>`
    case 'box': {
      const filled = element.stroke === 'filled'
      return `<div style="${of(element)};${filled ? 'background:black' : `border:${String(element.stroke)}mm solid black`}"></div>`
    }
    case 'line': {
      const isAcross = element.direction === 'horizontal'
      const { x, y, length, thickness } = element
      const size = { width: isAcross ? length : thickness, height: isAcross ? thickness : length }
      return `<div style="${of({ x, y, ...size })};background:black"></div>`
    }
    case 'picture':
      return ''
  }
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
}
