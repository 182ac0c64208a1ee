import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { labelTemplates } from '../../../electron/main/print/label-templates.ts'
import { drawLabel } from '../../../shared/label/draw.ts'
import { dataJsonSchema } from '../../../shared/label/template/check-data.ts'
import { readTemplate } from '../../../shared/label/template/read-template.ts'
import { templateJsonSchema } from '../../../shared/label/template/template.ts'
import { labelPainter } from './label-fonts.ts'
import { pbmOf } from './picture-file.ts'
import { createBitmap, isBlack, stampBox } from '../../../shared/label/bitmap.ts'
import { documentsOf, documentOf } from './template-kit.ts'
import { instantiateTemplate } from '../../../shared/label/template/instantiate.ts'

const folder = new URL('../../../resources/labels/', import.meta.url)
const names = [...labelTemplates.keys()]

function sampleOf(name: string): Readonly<Record<string, unknown>> {
  return labelTemplates.get(name)?.template.sample ?? {}
}

/** A small template with one change. */
function template(change: object): unknown {
  return {
    name: 'trial',
    title: { zh: '试', en: 'Trial' },
    ...{ width: 60, height: 40, margin: 2 },
    data: {
      ...{ type: 'object', description: 'Trial data.', required: ['code'] },
      properties: {
        code: { type: 'string', description: 'A code.', minLength: 1 },
        units: { type: 'integer', description: 'Units.', default: 1 },
        lines: {
          type: 'array',
          description: 'Lines.',
          items: {
            ...{ type: 'object', description: 'A line.' },
            properties: { sku: { type: 'string', description: 'Stock number.' } },
          },
        },
      },
    },
    sample: { code: 'A-1' },
    elements: [{ kind: 'text', text: '{code}', size: 4 }],
    ...change,
  }
}

function problemsOf(change: object): readonly string[] {
  const read = readTemplate(template(change))
  return read.ok ? [] : read.error.map(({ field, cause }) => `${field}: ${cause}`)
}

describe('a template that ships', () => {
  it('is every file of its folder', async () => {
    const files = (await readdir(folder)).filter((file) => file.endsWith('.json'))
    const expected = [...names, 'template.schema'].map((name) => `${name}.json`)
    expect(files.sort()).toEqual(expected.sort())
  })

  it.each(names)('%s draws its sample at both resolutions', (name) => {
    for (const document of [documentOf(name, sampleOf(name))])
      for (const dotsPerInch of [203, 300] as const)
        expect(drawLabel(document, dotsPerInch, labelPainter)).toMatchObject({ ok: true })
  })

  it.each(names)('%s refuses data with a field that it does not know, by name', (name) => {
    const checked = labelTemplates.get(name)?.checkData({ ...sampleOf(name), surplus: 1 })
    expect(checked).toMatchObject({
      error: [{ field: 'surplus', cause: 'there is no such field' }],
    })
  })

  it.each(names)('%s publishes a schema of its data, every field with what it is for', (name) => {
    const ready = labelTemplates.get(name)
    if (!ready) throw new Error('no template')
    const undocumented: string[] = []
    const visit = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return
      if ('type' in node && !('description' in node)) undocumented.push(path)
      for (const [key, inner] of Object.entries(node))
        if (key === 'properties' || key === 'items') visit(inner, `${path}.${key}`)
        else if (path.endsWith('properties')) visit(inner, `${path}.${key}`)
    }
    visit(dataJsonSchema(ready.template), '')
    expect(undocumented).toEqual([])
  })
})

it('the published schema is the one that templates are checked by', async () => {
  const published: unknown = JSON.parse(
    await readFile(new URL('template.schema.json', folder), 'utf8'),
  )
  expect(published).toEqual(JSON.parse(JSON.stringify(templateJsonSchema())))
})

describe('a mistake in a template', () => {
  const text = { kind: 'text', text: '{code}', size: 4 }
  const list = { kind: 'repeat', list: 'lines', rowHeight: 5, overflow: 'more' }

  it.each([
    [
      'a field that the data lack',
      [{ ...text, text: '{kode}' }],
      'elements[0].text: the data have no field "kode"',
    ],
    [
      'a format that is not there',
      [{ ...text, text: '{code|yen}' }],
      'elements[0].text: there is no format "yen"',
    ],
    [
      'a format for another kind',
      [{ ...text, text: '{code|yuan}' }],
      'elements[0].text: "code" has no format "yuan"',
    ],
    [
      'a list where a text belongs',
      [{ ...text, text: '{lines}' }],
      'elements[0].text: "lines" is no text; a list needs the format count or sum',
    ],
    [
      'a brace alone',
      [{ ...text, text: 'a { b' }],
      'elements[0].text: a brace stands alone; write {{ or }} for a brace',
    ],
    [
      'an unknown kind',
      [{ ...text, kind: 'txt' }],
      expect.stringMatching(/^elements\[0\]\.kind: /),
    ],
    [
      'an unknown symbology',
      [{ kind: 'barcode', symbology: 'code39', text: 'a', maximumModule: 1 }],
      expect.stringMatching(/^elements\[0\]\.symbology: invalid option/),
    ],
    ['a misspelt field', [{ ...text, widht: 4 }], 'elements[0].widht: there is no such field'],
    [
      'a condition on nothing',
      [{ ...text, when: { path: 'cod', is: 'present' } }],
      'elements[0].when.path: the data have no field "cod"',
    ],
    [
      'a list that is none',
      [{ ...list, list: 'code', elements: [text] }],
      'elements[0].list: the data have no list "code"',
    ],
    [
      'a field that the entries lack',
      [{ ...list, elements: [{ ...text, text: '{item.name}' }] }],
      'elements[0].elements[0].text: the data have no field "item.name"',
    ],
    [
      'rows that are too high',
      [{ ...list, rowHeight: 50, elements: [text] }],
      'elements[0].rowHeight: not one row fits',
    ],
    [
      'a picture that is none',
      [{ kind: 'picture', pbm: 'AAAA' }],
      'elements[0].pbm: expected a binary PBM file in base64',
    ],
    ['a place beyond the edge', [{ ...text, x: 70 }], 'elements[0]: nothing is left of its place'],
  ])('%s is told by its field', (_, elements, problem) => {
    expect(problemsOf({ elements })).toEqual([problem])
  })

  it('in its sample is told by its field', () => {
    expect(problemsOf({ sample: { code: '' } })).toEqual([expect.stringMatching(/^sample\.code: /)])
    expect(problemsOf({ sample: {} })).toEqual(['sample.code: the field is missing'])
  })

  it('of form is told by its field', () => {
    expect(problemsOf({ width: 'wide' })).toEqual([expect.stringMatching(/^width: /)])
    expect(problemsOf({})).toEqual([])
  })
})

describe('a list', () => {
  const lines = (count: number): object[] =>
    Array.from({ length: count }, (_, index) => ({
      ...{ bin: `A-${String(index)}`, sku: `S-${String(index)}`, name: '茶', quantity: 1 },
    }))

  it.each([
    [1, 1],
    [11, 1],
    [12, 2],
    [60, 6],
  ])('of %i lines goes on over %i pages, and no line is lost or doubled', (count, pages) => {
    const made = documentsOf('pick-list-100x150', {
      ...sampleOf('pick-list-100x150'),
      lines: lines(count),
    })
    if (!made.ok) throw new Error(made.error.code)
    const texts = made.value.map(({ elements }) =>
      elements.flatMap((each) => (each.kind === 'text' ? [each.text] : [])),
    )
    expect(texts).toHaveLength(pages)
    const bins = texts.flat().filter((each) => each.startsWith('A-'))
    expect(bins).toEqual(lines(count).map((_, index) => `A-${String(index)}`))
    expect(texts.map((page) => page.at(-1))).toEqual(
      texts.map((_, index) => `${String(index + 1)} / ${String(pages)}`),
    )
  })

  it('that must not be cut is refused when it is too long', () => {
    const elements = [
      {
        kind: 'repeat',
        list: 'lines',
        rowHeight: 12,
        overflow: 'refuse',
        elements: [{ kind: 'text', text: '{item.sku}', size: 3 }],
      },
    ]
    const read = readTemplate(template({ elements }))
    if (!read.ok) throw new Error(JSON.stringify(read.error))
    const four = {
      code: 'A',
      units: 1,
      lines: [{ sku: 'a' }, { sku: 'b' }, { sku: 'c' }, { sku: 'd' }],
    }
    expect(instantiateTemplate(read.value, four)).toEqual({
      ok: false,
      error: { code: 'list-too-long', field: 'lines' },
    })
    expect(instantiateTemplate(read.value, { ...four, lines: four.lines.slice(1) }).ok).toBe(true)
  })
})

describe('a picture', () => {
  /** A ring, so that a picture that is turned or torn is seen. */
  function ring(): string {
    const bitmap = createBitmap(37, 20)
    stampBox(bitmap, { left: 0, top: 0, width: 37, height: 20 })
    for (let y = 4; y < 16; y += 1)
      for (let x = 4; x < 33; x += 1) {
        const at = y * bitmap.strideBytes + (x >> 3)
        bitmap.bits[at] = (bitmap.bits[at] ?? 0) & ~(0x80 >> (x & 7))
      }
    return pbmOf(bitmap).toString('base64')
  }

  it('is as large as its place allows, in its proportions, at both resolutions', () => {
    const elements = [{ kind: 'picture', pbm: ring(), x: 0, y: 0, width: 37, height: 36 }]
    const read = readTemplate(template({ elements }))
    if (!read.ok) throw new Error(JSON.stringify(read.error))
    for (const [dotsPerInch, scale] of [
      [203, 8],
      [300, 12],
    ] as const) {
      const made = instantiateTemplate(read.value, { code: 'A' })
      const [document] = made.ok ? made.value : []
      if (!document) throw new Error('no document')
      const drawn = drawLabel(document, dotsPerInch, labelPainter)
      if (!drawn.ok) throw new Error(drawn.error.code)
      const { bitmap } = drawn.value
      const top = 2 * scale + ((36 - 20) * scale) / 2
      for (let y = 0; y < bitmap.heightDots; y += 1)
        for (let x = 0; x < bitmap.widthDots; x += 1) {
          const [px, py] = [Math.floor((x - 2 * scale) / scale), Math.floor((y - top) / scale)]
          const isInside = px >= 0 && px < 37 && py >= 0 && py < 20
          const isHole = px >= 4 && px < 33 && py >= 4 && py < 16
          if (isBlack(bitmap, x, y) !== (isInside && !isHole))
            throw new Error(`dot ${String(x)},${String(y)}`)
        }
    }
  })
})
