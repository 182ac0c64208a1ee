import { readFile } from 'node:fs/promises'
import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import { readTemplate } from '../../../shared/label/template/read-template.ts'
import { labelTemplates, readyTemplate, type ReadyTemplate } from '../print/label-templates.ts'

/** The template of that name, or of that file when it ends in .json. The error is a text for people. */
export async function readWantedTemplate(wanted: string): Promise<Result<ReadyTemplate, string>> {
  const shipped = labelTemplates.get(wanted)
  if (shipped) return succeed(shipped)
  if (!wanted.endsWith('.json')) {
    const names = [...labelTemplates.keys()].join(', ')
    return fail(`There is no template "${wanted}". Use one of ${names}, or the path of a file.`)
  }
  const json = await readJson(wanted)
  if (!json.ok) return json
  const read = readTemplate(json.value)
  if (read.ok) return succeed(readyTemplate(read.value))
  const problems = read.error.map(({ field, cause }) => `${field}: ${cause}.`)
  return fail([`${wanted} is no template. Correct these fields:`, ...problems].join('\n'))
}

/** The rows of a data file: a list of objects, or one object. */
export async function readRows(file: string): Promise<Result<readonly unknown[], string>> {
  const json = await readJson(file)
  if (!json.ok) return json
  const rows = Array.isArray(json.value) ? (json.value as readonly unknown[]) : [json.value]
  return rows.length > 0
    ? succeed(rows)
    : fail(`${file} holds no row. Put one object for each label into it.`)
}

async function readJson(file: string): Promise<Result<unknown, string>> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error)
    return fail(`${file} cannot be read: ${cause}. Check the path.`)
  }
  try {
    return succeed(JSON.parse(text.replace(/^\uFEFF/, '')) as unknown)
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error)
    return fail(`${file} is no JSON: ${cause}. Correct it at that place.`)
  }
}
