import { isMet, type Finding } from './finding.ts'

const columns = ['row', 'what', 'goal', 'measured', 'reference, same run', 'ratio', ''] as const

/** All findings as one table in Markdown, misses included. */
export function reportTable(findings: readonly Finding[]): string {
  const rows = findings.map((finding): readonly string[] => [
    String(finding.row),
    ...[finding.what, finding.goal, finding.measured, finding.reference],
    finding.ratio.toFixed(2),
    verdictOf(finding),
  ])
  const widths = columns.map((column, index) =>
    Math.max(column.length, ...rows.map((row) => row[index]?.length ?? 0)),
  )
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  return [line(columns), rule, ...rows.map(line)].join('\n')
}

function verdictOf(finding: Finding): string {
  const met = isMet(finding)
  if (met === null) return ''
  return met ? 'met' : 'MISSED'
}
