import type { LabelFault } from '../../../shared/label/fault.ts'
import type { LabelReport } from './make-labels.ts'

const remedies: Readonly<Record<LabelFault['code'], string>> = {
  'missing-glyph': 'Replace the character; the label fonts do not have it.',
  'text-does-not-fit': 'Shorten the text, or give it more room in the template.',
  'barcode-not-encodable': 'Correct the number; the barcode cannot hold it.',
  'barcode-too-wide': 'Shorten the number, or give the barcode more room in the template.',
  'quiet-zone-covered': 'Move what lies beside the barcode in the template.',
  'outside-printable-area': 'Move the element away from the edge in the template.',
  'elements-overlap': 'Move the two elements apart in the template.',
  'wider-than-print-head': 'Choose a wider printer, or a narrower template.',
  'template-unknown': 'Choose a template of --list.',
  'list-too-long': 'Split the row, or let the list of the template go on over pages.',
  'picture-unreadable': 'Give a binary PBM file in base64.',
  'document-invalid': 'Choose a language that can carry this label.',
  'data-invalid': 'Correct these fields; --schema tells what each of them may be.',
}

/** What a person does about a refusal. */
export function remedyOf(code: LabelFault['code']): string {
  return remedies[code]
}

/** The report as text: how many labels were made and where, and every refused row with its reasons. */
export function describeReport(report: LabelReport, out: string): string {
  const { labels, refusals } = report
  const rows = labels.length + refusals.length
  const head = `${String(labels.length)} of ${String(rows)} rows made, in ${out}.`
  const lines = refusals.flatMap(({ row, problems, remedy }) => [
    ...problems.map((problem) => `Row ${String(row)} refused: ${problem}`),
    `  ${remedy}`,
  ])
  return [head, ...lines].join('\n')
}
