import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import { describeLabelFault } from '../../../shared/label/fault.ts'
import type { PrinterProfile } from '../../../shared/label/printer-profile.ts'
import type { TextPainter } from '../../../shared/label/text-painter.ts'
import type { ReadyTemplate } from '../print/label-templates.ts'
import { renderTemplate, type RenderedLabel } from '../print/render-template.ts'
import { encodePng } from './png.ts'
import { remedyOf } from './report-text.ts'

/** A row of which no label was made. */
export interface RowRefusal {
  /** Counts from 1, as the files are named. */
  readonly row: number
  readonly problems: readonly string[]
  readonly remedy: string
}

/** What became of the rows; also written as report.json beside the files. */
export interface LabelReport {
  readonly template: string
  readonly profile: string
  readonly labels: readonly { readonly row: number; readonly files: readonly string[] }[]
  readonly refusals: readonly RowRefusal[]
}

export interface LabelTask {
  readonly ready: ReadyTemplate
  readonly rows: readonly unknown[]
  readonly profile: PrinterProfile
  readonly out: string
  readonly painter: TextPainter
}

/**
 * Makes a pair of files for every row: the printer's bytes, and their picture as PNG; a list over several labels makes
 * a pair for each. The folder must be empty: a file that is left over from before is a wrong label.
 */
export async function makeLabels(task: LabelTask): Promise<Result<LabelReport, string>> {
  const { out, ready, profile, rows } = task
  const folder = await emptyFolder(out)
  if (!folder.ok) return folder
  const labels: { row: number; files: readonly string[] }[] = []
  const refusals: RowRefusal[] = []
  for (const [index, data] of rows.entries()) {
    const row = index + 1
    const rendered = renderRow(task, row, data)
    if (rendered.ok) labels.push({ row, files: await writeRow(task, row, rendered.value) })
    else refusals.push(rendered.error)
  }
  const report = { template: ready.template.name, profile: profile.name, labels, refusals }
  await writeFile(join(out, 'report.json'), `${JSON.stringify(report, null, 2)}\n`)
  return succeed(report)
}

async function emptyFolder(out: string): Promise<Result<null, string>> {
  try {
    await mkdir(out, { recursive: true })
    const found = await readdir(out)
    return found.length === 0
      ? succeed(null)
      : fail(
          `${out} is not empty. Choose a new folder, so that no old label is among the new ones.`,
        )
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error)
    return fail(`${out} cannot be used: ${cause}. Choose another folder.`)
  }
}

function renderRow(
  { ready, profile, painter }: LabelTask,
  row: number,
  data: unknown,
): Result<readonly RenderedLabel[], RowRefusal> {
  const checked = ready.checkData(data)
  if (!checked.ok) {
    // All that is wrong at once, and not only what a label would be refused for first.
    const problems = checked.error.map(
      ({ field, cause }) => `${field === '' ? 'row' : field}: ${cause}`,
    )
    return fail({ row, problems, remedy: remedyOf('data-invalid') })
  }
  const rendered = renderTemplate(ready, data, profile, painter)
  if (rendered.ok) return rendered
  const problems = [describeLabelFault(rendered.error)]
  return fail({ row, problems, remedy: remedyOf(rendered.error.code) })
}

async function writeRow(
  { out, profile, rows }: LabelTask,
  row: number,
  labels: readonly RenderedLabel[],
): Promise<readonly string[]> {
  const digits = Math.max(4, String(rows.length).length)
  const files: string[] = []
  for (const [page, label] of labels.entries()) {
    const pageName = labels.length > 1 ? `-${String(page + 1)}` : ''
    const name = `${String(row).padStart(digits, '0')}${pageName}`
    await writeFile(join(out, `${name}.${profile.language}`), label.bytes)
    await writeFile(join(out, `${name}.png`), encodePng(label.picture))
    files.push(`${name}.${profile.language}`, `${name}.png`)
  }
  return files
}
