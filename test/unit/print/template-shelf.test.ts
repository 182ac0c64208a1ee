import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { labelTemplates } from '../../../electron/main/print/label-templates.ts'
import {
  openTemplateShelf,
  withOwnTemplates,
  type TemplateShelf,
} from '../../../electron/main/print/template-shelf.ts'
import { plainProfile } from '../../../electron/main/print/printer-profiles.ts'
import type { RenderClient } from '../../../electron/main/print/render-client.ts'
import type { LabelTemplate } from '../../../shared/label/template/template.ts'
import { requestOf, textRenderer } from './print-bench.ts'

let folder: string
let shelf: TemplateShelf
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'holdfast-templates-')), 'templates')
  shelf = openTemplateShelf(folder)
})
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }))

const shipped = (name: string): LabelTemplate => {
  const found = labelTemplates.get(name)
  if (!found) throw new Error(name)
  return found.template
}
const changed = (name: string, change: Partial<LabelTemplate>): string =>
  JSON.stringify({ ...shipped(name), ...change })
/** The same template without its barcodes, wherever they stand. */
const withoutCodes = (text: string): string =>
  JSON.stringify(JSON.parse(text), (_key, value: unknown) =>
    Array.isArray(value)
      ? value.filter((one) => (one as { kind?: string } | null)?.kind !== 'barcode')
      : value,
  )
const noBarcode = { field: 'elements', cause: expect.stringContaining('no barcode') as string }

describe('templates of a station', () => {
  it('take the place of what ships, outlast a restart, and give the place back', async () => {
    const text = changed('bin-80x50', { title: { zh: '大库位', en: 'Big bin' } })
    expect((await shelf.save(text)).ok).toBe(true)
    const again = openTemplateShelf(folder)
    expect(await again.load()).toEqual([])
    expect(again.own('bin-80x50')?.title.en).toBe('Big bin')
    expect(again.list().find(({ name }) => name === 'bin-80x50')).toMatchObject({ isOwn: true })
    expect(again.list()).toHaveLength(labelTemplates.size)
    expect(await again.read('bin-80x50')).toBe(text)
    await again.restore('bin-80x50')
    expect([again.own('bin-80x50'), await readdir(folder)]).toEqual([undefined, []])
    expect(await again.read('bin-80x50')).toContain(shipped('bin-80x50').title.en)
  })

  it('that are damaged by hand are told by file and field, and what ships is used', async () => {
    await shelf.save(changed('tote-100x60', {}))
    await writeFile(join(folder, 'tote-100x60.json'), changed('tote-100x60', { width: 5 }))
    await writeFile(join(folder, 'notes.json'), 'to do')
    const broken = await shelf.load()
    expect(broken.map(({ file }) => file)).toEqual(['notes.json', 'tote-100x60.json'])
    expect(broken[1]?.problems).toMatchObject([{ field: 'width' }])
    expect(shelf.own('tote-100x60')).toBeUndefined()
  })

  it('in place of a waybill that cannot be scanned back, or that refuse its data, are not kept', async () => {
    const { elements, data, sample } = shipped('waybill-100x150')
    const unscannable = await shelf.save(withoutCodes(changed('waybill-100x150', {})))
    expect(unscannable).toMatchObject({ error: [noBarcode] })
    const { remark: _remark, ...properties } = data.properties
    const { remark: _text, ...without } = sample
    const narrower = await shelf.save(
      changed('waybill-100x150', {
        data: { ...data, properties, required: data.required?.filter((one) => one !== 'remark') },
        sample: without,
        elements: elements.filter((element) => !JSON.stringify(element).includes('remark')),
      }),
    )
    expect(narrower).toMatchObject({ error: [{ field: 'data.remark' }] })
    expect(await readdir(folder).catch(() => [])).toEqual([])
  })

  it('that cannot be read stop no bench', async () => {
    await shelf.save(changed('bin-80x50', {}))
    await mkdir(join(folder, 'folder.json'))
    expect(await shelf.load()).toMatchObject([{ file: 'folder.json', problems: [{ field: '' }] }])
    expect(shelf.own('bin-80x50')).toBeDefined()
  })

  it('for waybills under a name of their own cannot be scanned back, and are kept', async () => {
    const mine = changed('waybill-100x150', { name: 'waybill-mine' })
    expect(await shelf.save(withoutCodes(mine))).toMatchObject({ error: [noBarcode] })
    expect((await shelf.save(mine)).ok).toBe(true)
  })

  it('reach the renderer for the labels of their name only', async () => {
    await shelf.save(changed('bin-80x50', {}))
    const asked: (string | undefined)[] = []
    const renderer: RenderClient = {
      start: () => undefined,
      stop: () => Promise.resolve(),
      render: (request, profile, own) => {
        asked.push(own?.name)
        return textRenderer.render(request, profile)
      },
      renderSheet: (sheet, profile, own) => {
        asked.push(own?.name)
        return textRenderer.renderSheet(sheet, profile)
      },
    }
    const own = withOwnTemplates(renderer, shelf.own)
    const profile = plainProfile('zpl', 203)
    await own.renderSheet({ template: 'bin-80x50', data: ['x'] }, profile)
    await own.renderSheet({ template: 'tote-100x60', data: ['x'] }, profile)
    await own.render(requestOf({ printJobId: 'job-1' }), profile)
    expect(asked).toEqual(['bin-80x50', undefined, undefined])
  })
})
