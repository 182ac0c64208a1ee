import { inCache, inRoot, packagedNode, root } from '../set-up/places.mjs'
import { capture } from '../set-up/process.mjs'

function tool(path, ...parameters) {
  return [inRoot('node_modules', ...path.split('/')), ...parameters]
}

function types(project) {
  const memory = inCache(`types-${project}.tsbuildinfo`)
  return tool(
    'typescript/bin/tsc',
    ...['--project', `tsconfig.${project}.json`, '--incremental', '--tsBuildInfoFile', memory],
  )
}

// Documents are laid out by hand.
const formatted = '**/*.{ts,mts,tsx,js,mjs,json,css,html}'

// Longest first: two lanes then end at about the same time.
const steps = [
  { name: 'lint', parameters: tool('eslint/bin/eslint.js', '.', '--max-warnings', '0') },
  { name: 'types: node', parameters: types('node') },
  { name: 'types: renderer', parameters: types('renderer') },
  { name: 'types: shared', parameters: types('shared') },
  {
    name: 'format',
    parameters: tool(
      'prettier/bin/prettier.cjs',
      ...[
        '--check',
        formatted,
        '--log-level',
        'warn',
        '--cache',
        '--cache-location',
        inCache('prettier'),
      ],
    ),
  },
  { name: 'dead code', parameters: tool('knip/bin/knip.js', '--no-progress') },
]

function report(name, { code, output, seconds }) {
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'}  ${name}  ${seconds.toFixed(1)} s`)
  if (code !== 0) console.log(output.trim().replace(/^/gm, '      '))
}

async function lane(waiting, outcomes) {
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
    const outcome = await capture(packagedNode(), step.parameters, { cwd: root })
    report(step.name, outcome)
    outcomes.push(outcome)
  }
}

/** Runs types, lint, format and dead code, two at a time, and counts how many passed and failed. */
export async function runChecks() {
  const waiting = [...steps]
  const outcomes = []
  await Promise.all([lane(waiting, outcomes), lane(waiting, outcomes)])
  const failed = outcomes.filter(({ code }) => code !== 0).length
  return { passed: outcomes.length - failed, failed }
}
