// The whole proof of the labels: `npm run labels:proof -- [--template NAME] [--dpi 203|300] [--count N] [--seed N] [--all-zpl]`.
import { parseArgs } from 'node:util'
import { labelTemplates } from '../../electron/main/print/label-templates.ts'
import { resolutions } from '../../shared/label/resolution.ts'
import { prove } from './prove.ts'
import { prepareReaders } from './readers.ts'

const { values } = parseArgs({
  options: {
    template: { type: 'string' },
    dpi: { type: 'string' },
    count: { type: 'string', default: '300' },
    seed: { type: 'string', default: '20261111' },
    'all-zpl': { type: 'boolean', default: false },
  },
})

prepareReaders()
const templates = [...labelTemplates.keys()].filter(
  (name) => !values.template || values.template === name,
)
let failures = 0
for (const template of templates)
  for (const dotsPerInch of resolutions.filter(
    (each) => !values.dpi || values.dpi === String(each),
  )) {
    const started = performance.now()
    const outcome = await prove({
      ...{ template, dotsPerInch, seed: Number(values.seed), generated: Number(values.count) },
      ...{ handMade: Infinity, drawAllZpl: values['all-zpl'] },
    })
    const seconds = Math.round((performance.now() - started) / 1000)
    const { labels, symbols, refused, drawnByAnother, problems } = outcome
    failures += problems.length
    console.log(
      `${problems.length === 0 ? 'ok  ' : 'FAIL'}  ${template} at ${String(dotsPerInch)} dpi: ${String(labels)} labels, ${String(symbols)} symbols, ` +
        `${String(refused)} inputs refused, ${String(drawnByAnother)} drawn by zpl-renderer-js, ${String(seconds)} s`,
    )
    for (const problem of problems) console.log(`      ${problem}`)
  }
process.exitCode = failures === 0 ? 0 : 1
