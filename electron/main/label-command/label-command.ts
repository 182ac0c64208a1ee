import { createCanvasTextPainter } from '../print/canvas-text.ts'
import { findLabelFontFiles } from '../print/font-files.ts'
import { labelTemplates } from '../print/label-templates.ts'
import { dataJsonSchema } from '../../../shared/label/template/check-data.ts'
import { templateJsonSchema } from '../../../shared/label/template/template.ts'
import { readCommand, usage, type MakeLabels } from './command-line.ts'
import { makeLabels } from './make-labels.ts'
import { readRows, readWantedTemplate } from './input.ts'
import { describeReport } from './report-text.ts'

/** What the command says and how it ends: all made, some rows refused, or nothing to work with. */
export interface CommandOutcome {
  readonly code: 'made' | 'refused' | 'unusable'
  readonly output: string
  readonly errors: string
}

/** Exit codes of the process. */
export const exitCodes = { made: 0, refused: 1, unusable: 2 } as const

/** Runs the command with its arguments. Writes nothing but into the folder that was asked for. */
export async function runLabelCommand(parameters: readonly string[]): Promise<CommandOutcome> {
  const command = readCommand(parameters)
  if (!command.ok) return unusable(`${command.error}\n\n${usage}`)
  switch (command.value.kind) {
    case 'list':
      return told(listOfTemplates())
    case 'template-schema':
      return told(JSON.stringify(templateJsonSchema(), null, 2))
    case 'schema': {
      const ready = await readWantedTemplate(command.value.template)
      if (!ready.ok) return unusable(ready.error)
      return told(JSON.stringify(dataJsonSchema(ready.value.template), null, 2))
    }
    case 'make':
      return make(command.value)
  }
}

async function make(command: MakeLabels): Promise<CommandOutcome> {
  const ready = await readWantedTemplate(command.template)
  if (!ready.ok) return unusable(ready.error)
  const rows = await readRows(command.data)
  if (!rows.ok) return unusable(rows.error)
  const painter = createCanvasTextPainter(findLabelFontFiles(import.meta.url))
  const made = await makeLabels({ ...command, ready: ready.value, rows: rows.value, painter })
  if (!made.ok) return unusable(made.error)
  const { refusals } = made.value
  const output = describeReport(made.value, command.out)
  return { code: refusals.length === 0 ? 'made' : 'refused', output, errors: '' }
}

function listOfTemplates(): string {
  const lines = [...labelTemplates.values()].map(({ template: { name, title, width, height } }) => {
    const size = `${String(width)} × ${String(height)} mm`
    return `${name.padEnd(28)} ${size.padEnd(18)} ${title.zh} · ${title.en}`
  })
  return lines.join('\n')
}

function told(output: string): CommandOutcome {
  return { code: 'made', output, errors: '' }
}

function unusable(errors: string): CommandOutcome {
  return { code: 'unusable', output: '', errors }
}
