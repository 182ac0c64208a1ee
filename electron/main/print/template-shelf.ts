import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, type Result } from '../../../shared/domain/result.ts'
import type { TemplateProblem, TemplateState } from '../../../shared/ipc/template-routes.ts'
import { instantiateTemplate } from '../../../shared/label/template/instantiate.ts'
import { readTemplate } from '../../../shared/label/template/read-template.ts'
import type { LabelTemplate } from '../../../shared/label/template/template.ts'
import type { RenderClient } from './render-client.ts'
import { labelTemplates, readyTemplate } from './label-templates.ts'

/** A file of the templates folder that is no template. */
export interface BrokenTemplate {
  readonly file: string
  readonly problems: readonly TemplateProblem[]
}

/**
 * The templates of a station: those that ship, and its own, one JSON file each, which come before a shipped one of the same name. Own
 * ones are read anew when they are asked for, so that a file that somebody edits shows at once.
 */
export interface TemplateShelf {
  /** Reads the folder. A file that is no template is left out; what ships is used in its place. */
  load(): Promise<readonly BrokenTemplate[]>
  list(): readonly TemplateState[]
  /** The station's own template of that name; undefined = what ships is used. */
  own(name: string): LabelTemplate | undefined
  /** The text of a template; null = there is none of that name. */
  read(name: string): Promise<string | null>
  /** Keeps a template as the station's own. The error is everything that is wrong with it. */
  save(text: string): Promise<Result<LabelTemplate, readonly TemplateProblem[]>>
  restore(name: string): Promise<void>
}

/** Opens the shelf over a folder, which is made with the first own template. */
export function openTemplateShelf(folder: string): TemplateShelf {
  return new FolderShelf(folder)
}

class FolderShelf implements TemplateShelf {
  readonly #folder: string
  #own: ReadonlyMap<string, LabelTemplate> = new Map()

  constructor(folder: string) {
    this.#folder = folder
  }

  own = (name: string): LabelTemplate | undefined => this.#own.get(name)

  async load(): Promise<readonly BrokenTemplate[]> {
    const names = (await readdir(this.#folder).catch(() => [])).filter((name) =>
      name.endsWith('.json'),
    )
    const own = new Map<string, LabelTemplate>()
    const broken: BrokenTemplate[] = []
    for (const file of names.sort()) {
      const read = await readOwnFile(join(this.#folder, file))
      if (read.ok) own.set(read.value.name, read.value)
      else broken.push({ file, problems: read.error })
    }
    this.#own = own
    return broken
  }

  list(): readonly TemplateState[] {
    const shipped = [...labelTemplates.values()].map(({ template }) => template)
    const all = new Map([...shipped, ...this.#own.values()].map((one) => [one.name, one]))
    return [...all.values()].map(({ name, title, width, height }) => {
      return { name, title, width, height, isOwn: this.#own.has(name) }
    })
  }

  async read(name: string): Promise<string | null> {
    const template = this.#own.get(name) ?? labelTemplates.get(name)?.template
    if (!template) return null
    if (!this.#own.has(name)) return textOf(template)
    return readFile(this.#fileOf(name), 'utf8').catch(() => textOf(template))
  }

  async save(text: string): Promise<Result<LabelTemplate, readonly TemplateProblem[]>> {
    const read = readOwnTemplate(text)
    if (!read.ok) return read
    const file = this.#fileOf(read.value.name)
    try {
      await mkdir(this.#folder, { recursive: true })
      await writeFile(`${file}.new`, text)
      await rename(`${file}.new`, file)
    } catch (error) {
      const cause = error instanceof Error ? error.message : String(error)
      return fail([{ field: '', cause: `the file cannot be written: ${cause}` }])
    }
    this.#own = new Map([...this.#own, [read.value.name, read.value]])
    return read
  }

  async restore(name: string): Promise<void> {
    // Only a name that a template can have reaches the disk.
    if (!this.#own.has(name)) return
    await rm(this.#fileOf(name), { force: true })
    await this.load()
  }

  #fileOf(name: string): string {
    return join(this.#folder, `${name}.json`)
  }
}

function textOf(template: LabelTemplate): string {
  return `${JSON.stringify(template, null, 2)}\n`
}

/** A renderer that draws by the station's own templates, where there are such. */
export function withOwnTemplates(renderer: RenderClient, own: TemplateShelf['own']): RenderClient {
  return {
    start: () => renderer.start(),
    stop: () => renderer.stop(),
    render: (request, profile) => renderer.render(request, profile, own(request.template)),
    renderSheet: (sheet, profile) => renderer.renderSheet(sheet, profile, own(sheet.template)),
  }
}

/** Reads a draft, which need not be fit to take the place of another. */
export function readDraft(text: string): Result<LabelTemplate, readonly TemplateProblem[]> {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return fail([{ field: '', cause: `it is not JSON: ${detail}` }])
  }
  const read = readTemplate(json)
  return read.ok ? read : fail(read.error.map(({ field, cause }) => ({ field, cause })))
}

/** What the names of waybills begin with; the settings of a printer take no other. */
const waybillPrefix = 'waybill-'
/** What a waybill of a new name is measured by. All shipped ones take the same data. */
const plainWaybill = 'waybill-100x150'

/** As `readOwnTemplate`. What cannot be read is told as what is damaged: a bench starts without it. */
async function readOwnFile(
  file: string,
): Promise<Result<LabelTemplate, readonly TemplateProblem[]>> {
  try {
    return readOwnTemplate(await readFile(file, 'utf8'))
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return fail([{ field: '', cause: `the file cannot be read: ${detail}` }])
  }
}

/**
 * Reads a template that is to be used. One in place of a shipped one must take the same data, because the program makes them; and one
 * for waybills, under a shipped name or another, must carry their number as a barcode, or nobody could scan its label back.
 */
function readOwnTemplate(text: string): Result<LabelTemplate, readonly TemplateProblem[]> {
  const read = readDraft(text)
  if (!read.ok) return read
  const problems = replacementProblems(read.value)
  return problems.length > 0 ? fail(problems) : read
}

function replacementProblems(template: LabelTemplate): readonly TemplateProblem[] {
  const isWaybill = template.name.startsWith(waybillPrefix)
  const model = labelTemplates.has(template.name) || !isWaybill ? template.name : plainWaybill
  const shipped = labelTemplates.get(model)?.template
  if (!shipped) return []
  const checked = readyTemplate(template).checkData(shipped.sample)
  if (!checked.ok)
    return checked.error.map(({ field, cause }) => ({ field: `data.${field}`, cause }))
  const number = isWaybill ? shipped.sample['waybillNumber'] : undefined
  if (typeof number !== 'string') return []
  const documents = instantiateTemplate(template, checked.value)
  const carries =
    documents.ok &&
    documents.value.every(({ elements }) =>
      elements.some((element) => element.kind === 'barcode' && element.text === number),
    )
  const cause = 'no barcode holds {waybillNumber}, so its label could not be scanned back'
  return carries ? [] : [{ field: 'elements', cause }]
}
