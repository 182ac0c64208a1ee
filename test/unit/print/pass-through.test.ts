import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodePng } from '../../../electron/main/label-command/png.ts'
import { openDocumentArchive } from '../../../electron/main/print/document-archive.ts'
import { passThrough } from '../../../electron/main/print/pass-through.ts'
import { plainProfile, printerProfiles } from '../../../electron/main/print/printer-profiles.ts'
import { renderLabel } from '../../../electron/main/print/render-label.ts'
import type { CarrierDocument, DocumentFormat } from '../../../shared/domain/waybill.ts'
import { takesDocument } from '../../../shared/label/carrier-document.ts'
import { drawnLanguages } from '../../../shared/label/printer-profile.ts'
import { printedAt203 } from '../../fakes/printed-at-203.ts'
import { labelPainter } from '../label/label-fonts.ts'
import { requestOf } from './print-bench.ts'

const number = 'YT8812345678901'

function documentOf(format: DocumentFormat, content: string | Uint8Array): CarrierDocument {
  const dotsPerInch = format === 'zpl' || format === 'png' ? 203 : null
  return { format, content: Buffer.from(content).toString('base64'), dotsPerInch }
}

/** Every byte that somebody might take for text, and a graphic that our own encoder would never write. */
const carrierZpl = Buffer.from(
  '^XA\r\n^CI28^FO10,10^BCN,80^FD\xff\x00>:YT88^FS\n^PQ1^XZ\n',
  'latin1',
)
const zplPrinter = plainProfile('zpl', 203)

const component = printerProfiles.get('component-203') ?? zplPrinter

describe('a label that the carrier made', () => {
  it('loses or gains a byte on its way to the printer', () => {
    const printed = passThrough(documentOf('zpl', carrierZpl), number, zplPrinter)
    if (!printed.ok) throw new Error(JSON.stringify(printed.error))
    expect(Buffer.from(printed.value.bytes).equals(carrierZpl)).toBe(true)
    const hash = createHash('sha256').update(carrierZpl).digest('hex')
    expect(printed.value.documentHash).toBe(hash)
  })

  const pdf = '%PDF-1.4\n1 0 obj << /Type /Page >> endobj\n%%EOF'
  it.each<readonly [string, CarrierDocument, string]>([
    ['two labels in one', documentOf('zpl', '^XA^FS^XZ^XA^FS^XZ'), '2 labels'],
    ['a label that prints itself twice', documentOf('zpl', '^XA^FDx^FS^PQ2,0,1,N^XZ'), '2 times'],
    [
      'a label that says so only the second time',
      documentOf('zpl', '^XA^PQ1^FDx^FS^PQ3^XZ'),
      '3 times',
    ],
    ['a label that is cut off', documentOf('zpl', '^XA^FDx^FS'), '^XZ'],
    ['an answer of the carrier in place of a label', documentOf('zpl', '{"error":1}'), '^XA'],
    ['no base64', { ...documentOf('zpl', ''), content: 'ä' }, 'base64'],
    [
      'dots of an unknown size',
      { ...documentOf('zpl', carrierZpl), dotsPerInch: null },
      'not for this printer',
    ],
  ])('is printed although it is %s', (_what, document, cause) => {
    const printed = passThrough(document, number, zplPrinter)
    expect(printed).toMatchObject({ error: { code: 'document-invalid', field: 'document' } })
    expect(JSON.stringify(printed)).toContain(cause)
  })

  it.each([
    ['of two pages', pdf.replace('%%EOF', '2 0 obj << /Type/Page >> endobj %%EOF'), '2 pages'],
    ['that is a web page', '<html>', 'PDF'],
  ])('is a PDF %s and printed all the same', (_what, text, cause) => {
    const printer = plainProfile('pdf', 203)
    expect(passThrough(documentOf('pdf', pdf), number, printer).ok).toBe(true)
    const printed = passThrough(documentOf('pdf', text), number, printer)
    expect(JSON.stringify(printed)).toContain(cause)
  })

  it.each([
    ['that is cut off', (png: Buffer) => png.subarray(0, png.length - 40)],
    ['as high as a house', (png: Buffer) => Buffer.from(png.fill(0xff, 20, 22))],
    ['that is none', () => Buffer.from('\x89PNG\r\n\x1a\n')],
  ])('is a picture %s, and takes the renderer with it', (_what, spoil) => {
    const drawn = renderLabel(requestOf({ printJobId: 'job-1' }), zplPrinter, labelPainter)
    if (!drawn.ok || !drawn.value.picture) throw new Error('no label')
    const png = spoil(encodePng(drawn.value.picture))
    const printed = passThrough(documentOf('png', png), number, zplPrinter)
    expect(printed).toMatchObject({ error: { code: 'document-invalid' } })
  })

  it.each(drawnLanguages)('is a picture that comes out in %s with another dot', (language) => {
    const profile = plainProfile(language, 203)
    const drawn = renderLabel(requestOf({ printJobId: 'job-1' }), profile, labelPainter)
    if (!drawn.ok || !drawn.value.picture) throw new Error('no label')
    const { picture } = drawn.value
    const printed = passThrough(documentOf('png', encodePng(picture)), number, profile)
    if (!printed.ok) throw new Error(JSON.stringify(printed.error))
    const { bits } = printedAt203[language](printed.value.bytes).picture
    expect(Buffer.compare(bits, picture.bits)).toBe(0)
  })

  it('is told to the print component in other words than the platform wrote', () => {
    const contents =
      '[{"encryptedData":"x+/=","templateURL":"https://t.example/1","ver": 1.10, "n":12345678901234567890}]'
    const printed = passThrough(documentOf('component', contents), number, component)
    const text = printed.ok ? Buffer.from(printed.value.bytes).toString() : ''
    expect(text).toBe(`{"documentID":"${number}","contents":${contents}}`)
    expect(passThrough(documentOf('component', '{}'), number, component).ok).toBe(false)
  })

  it('goes to a printer that prints it as text, or in another size', () => {
    const formats: readonly DocumentFormat[] = ['zpl', 'png', 'pdf', 'component']
    const takenBy = (format: DocumentFormat | null): readonly string[] =>
      [...printerProfiles.values()]
        .filter((profile) =>
          takesDocument(profile, format === null ? undefined : documentOf(format, 'x')),
        )
        .map(({ name }) => name)
    expect(Object.fromEntries(formats.map((format) => [format, takenBy(format)]))).toEqual({
      zpl: ['zpl-203'],
      png: ['zpl-203', 'tspl-203', 'cpcl-203', 'escpos-203', 'escpos-80mm', 'pdf-203'],
      pdf: ['pdf-203', 'pdf-300'],
      component: ['component-203'],
    })
    expect(takenBy(null)).not.toContain('component-203')
    expect(renderLabel(requestOf({ printJobId: 'job-1' }), component, labelPainter).ok).toBe(false)
  })
})

describe('the archive of what carriers made', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'holdfast-documents-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('keeps each once under its number and hash, readable for its owner only, and forgets it after 90 days', async () => {
    const archive = openDocumentArchive(join(folder, 'documents'))
    const request = {
      ...requestOf({ printJobId: 'job-1' }),
      document: documentOf('zpl', carrierZpl),
    }
    await archive.keep(request)
    await archive.keep({ ...request, printJobId: 'job-2' })
    const hash = createHash('sha256').update(carrierZpl).digest('hex')
    const name = `${number}-${hash}.zpl`
    expect(await readdir(join(folder, 'documents'))).toEqual([name])
    const path = join(folder, 'documents', name)
    expect((await readFile(path)).equals(carrierZpl)).toBe(true)
    const [day, now] = [86_400, 1_800_000_000]
    await writeFile(join(folder, 'documents', 'new.zpl'), '')
    await utimes(path, now - 91 * day, now - 91 * day)
    await utimes(join(folder, 'documents', 'new.zpl'), now - 89 * day, now - 89 * day)
    await archive.tidy(now * 1_000)
    expect(await readdir(join(folder, 'documents'))).toEqual(['new.zpl'])
  })

  it('is not there yet', async () => {
    await openDocumentArchive(join(folder, 'none')).tidy(0)
    await openDocumentArchive(join(folder, 'none')).keep(requestOf({ printJobId: 'job-1' }))
    expect(await readdir(folder)).not.toContain('none')
  })
})
