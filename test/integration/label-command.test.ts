import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { afterAll, describe, expect, it } from 'vitest'
import {
  exitCodes,
  runLabelCommand,
  type CommandOutcome,
} from '../../electron/main/label-command/label-command.ts'
import { labelTemplates } from '../../electron/main/print/label-templates.ts'
import { isBlack } from '../../shared/label/bitmap.ts'
import { drawnLanguages, type DrawnLanguage } from '../../shared/label/printer-profile.ts'
import { readCpcl } from '../fakes/cpcl-picture.ts'
import { readEscpos } from '../fakes/escpos-picture.ts'
import type { PrintedLabel } from '../fakes/printed-label.ts'
import { readPdf } from '../fakes/pdf-picture.ts'
import { readTspl } from '../fakes/tspl-picture.ts'
import { readZpl } from '../fakes/zpl-picture.ts'

const folder = mkdtempSync(join(tmpdir(), 'holdfast-label-command-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

let files = 0
function inFolder(name: string): string {
  files += 1
  return join(folder, `${String(files)}-${name}`)
}

function jsonFile(content: unknown): string {
  const file = inFolder('rows.json')
  writeFileSync(file, JSON.stringify(content))
  return file
}

function make(template: string, rows: unknown, ...more: string[]): Promise<CommandOutcome> {
  return runLabelCommand(['--template', template, '--data', jsonFile(rows), ...more])
}

const readers: Readonly<Record<DrawnLanguage, (bytes: Uint8Array, scale: number) => PrintedLabel>> =
  { zpl: readZpl, tspl: readTspl, cpcl: readCpcl, escpos: readEscpos, pdf: readPdf }

/** Dots in which a PNG differs from what a printer makes of the bytes. */
async function differingDots(png: string, printed: PrintedLabel): Promise<number> {
  const image = await loadImage(png)
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, image.width, image.height)
  expect(image.height).toBe(printed.picture.heightDots)
  let differing = 0
  for (let y = 0; y < image.height; y += 1)
    for (let x = 0; x < image.width; x += 1) {
      const isDark = (data[(y * image.width + x) * 4] ?? 0) < 128
      if (isDark !== isBlack(printed.picture, x, y)) differing += 1
    }
  return differing
}

const ways = drawnLanguages.flatMap((language) => [
  { language, dpi: '203', scale: 8 },
  { language, dpi: '300', scale: 12 },
])

describe('labels from the command line', () => {
  it.each(ways)('in $language at $dpi dpi: a row is the bytes and their picture', async (way) => {
    const { language, dpi, scale } = way
    const out = inFolder('out')
    const rows = [{ tote: 'T-0001' }, { tote: 'T-0002', owner: '稳发' }]
    const made = await make(
      'tote-100x60',
      rows,
      ...['--language', language, '--dpi', dpi, '--out', out],
    )
    expect(made).toEqual({ code: 'made', output: `2 of 2 rows made, in ${out}.`, errors: '' })
    const names = ['0001', '0002'].flatMap((row) => [`${row}.png`, `${row}.${language}`])
    expect(readdirSync(out).sort()).toEqual([...names, 'report.json'].sort())
    for (const row of ['0001', '0002']) {
      const printed = readers[language](readFileSync(join(out, `${row}.${language}`)), scale)
      expect(printed.quantity).toBe(1)
      expect(await differingDots(join(out, `${row}.png`), printed)).toBe(0)
    }
  })

  it('makes a pair for every page of a long list', async () => {
    const out = inFolder('out')
    const sample = labelTemplates.get('pick-list-100x150')?.template.sample ?? {}
    const line = { bin: 'A-01-01', sku: 'S-1', name: '茶', quantity: 1 }
    const rows = [{ ...sample, lines: Array.from({ length: 25 }, () => line) }]
    await make('pick-list-100x150', rows, '--profile', 'zpl-203', '--out', out)
    const pages = ['1', '2', '3'].flatMap((page) => [`0001-${page}.png`, `0001-${page}.zpl`])
    expect(readdirSync(out).sort()).toEqual([...pages, 'report.json'])
  })

  it('refuses rows by field and character, makes the others, and says so by its exit code', async () => {
    const out = inFolder('out')
    const rows = [{ tote: 'T-𠮷' }, { tote: 'T-0002' }, { owner: 5, size: 1 }]
    const made = await make('tote-100x60', rows, '--profile', 'tspl-203', '--out', out)
    expect(made.code).toBe('refused')
    expect(made.output).toContain('1 of 3 rows made')
    expect(made.output).toContain('Row 1 refused: missing-glyph: tote: 𠮷 (U+20BB7)')
    expect(made.output).toContain('Row 3 refused: tote: the field is missing')
    expect(made.output).toContain('Row 3 refused: size: there is no such field')
    expect(readdirSync(out).sort()).toEqual(['0002.png', '0002.tspl', 'report.json'])
    const report: unknown = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'))
    expect(report).toMatchObject({ labels: [{ row: 2 }], refusals: [{ row: 1 }, { row: 3 }] })
  })

  it('refuses labels that are wider than the printer', async () => {
    const out = inFolder('out')
    const made = await make(
      'tote-100x60',
      [{ tote: 'T-1' }],
      '--profile',
      'escpos-80mm',
      '--out',
      out,
    )
    expect(made.output).toContain('Row 1 refused: wider-than-print-head: label')
  })

  it('writes into no folder in which an old label lies', async () => {
    const out = inFolder('out')
    const first = await make('tote-100x60', [{ tote: 'T-1' }], '--profile', 'zpl-203', '--out', out)
    expect(first.code).toBe('made')
    const again = await make('tote-100x60', [{ tote: 'T-2' }], '--profile', 'zpl-203', '--out', out)
    expect(again).toMatchObject({ code: 'unusable' })
    expect(again.errors).toContain('is not empty')
  })

  it.each([
    [['--template', 'tote-100x60'], '--data is missing.'],
    [
      ['--template', 'tote', '--data', 'x.json', '--profile', 'zpl-203', '--out', 'o'],
      'There is no template "tote".',
    ],
    [
      ['--template', 'tote-100x60', '--data', 'no.json', '--profile', 'zpl-203', '--out', 'o'],
      'no.json cannot be read',
    ],
    [
      [
        '--template',
        'tote-100x60',
        '--data',
        'x',
        '--language',
        'epl',
        '--dpi',
        '203',
        '--out',
        'o',
      ],
      '--language must be one of zpl, tspl, cpcl, escpos, pdf.',
    ],
    [
      [
        '--template',
        'tote-100x60',
        '--data',
        'x',
        '--language',
        'zpl',
        '--dpi',
        '600',
        '--out',
        'o',
      ],
      '--dpi must be one of 203, 300.',
    ],
    [['--templat', 'x'], 'templat'],
  ])('%j ends with what is wrong', async (parameters, problem) => {
    const outcome = await runLabelCommand(parameters)
    expect(outcome.code).toBe('unusable')
    expect(outcome.errors).toContain(problem)
  })

  it('takes a template of your own, and tells its mistakes by their fields', async () => {
    const own = { ...labelTemplates.get('tote-100x60')?.template, name: 'own' }
    const out = inFolder('out')
    const made = await make(jsonFile(own), [{ tote: 'T-1' }], '--profile', 'zpl-203', '--out', out)
    expect(made.code).toBe('made')
    const spoilt = { ...own, elements: [{ kind: 'text', text: '{totte}', size: 4 }] }
    const refused = await make(jsonFile(spoilt), [{}], '--profile', 'zpl-203', '--out', out)
    expect(refused.errors).toContain('elements[0].text: the data have no field "totte".')
  })

  it('lists the templates and prints their schemas', async () => {
    const list = await runLabelCommand(['--list'])
    for (const name of labelTemplates.keys()) expect(list.output).toContain(name)
    const schema: unknown = JSON.parse((await runLabelCommand(['--schema', 'bin-80x50'])).output)
    expect(schema).toMatchObject({ type: 'object', required: ['bin'], additionalProperties: false })
    const form: unknown = JSON.parse((await runLabelCommand(['--template-schema'])).output)
    expect(form).toMatchObject({ title: 'Holdfast label template' })
  })

  it('ends as a process with its exit code', () => {
    const entry = fileURLToPath(
      new URL('../../electron/main/label-command/index.ts', import.meta.url),
    )
    const ended = spawnSync(process.execPath, [entry, '--schema', 'no-such'], { encoding: 'utf8' })
    expect(ended.status).toBe(exitCodes.unusable)
    expect(ended.stderr).toContain('There is no template "no-such".')
  })
})
