// Takes away one guard after the other, in a copy of the sources, and looks whether the tests notice: `npm run mutants`, or
// `npm run mutants -- fence` for those whose name holds a word. A guard whose loss nobody notices is a failure.
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mutants } from './mutants/mutants.mjs'
import { inRoot, packagedNode, root } from './set-up/places.mjs'
import { capture } from './set-up/process.mjs'
import { runMain, say, SetUpError } from './set-up/say.mjs'
import { setUp } from './set-up/set-up.mjs'

const copied = ['electron', 'renderer', 'resources', 'scripts', 'server', 'shared', 'test']
const linked = ['node_modules', '.cache']

function copySources() {
  const place = mkdtempSync(join(tmpdir(), 'holdfast-mutants-'))
  const files = readdirSync(root).filter((name) =>
    /^(package|tsconfig.*|vitest\.config)\.(json|ts)$/.test(name),
  )
  for (const name of [...copied, ...files])
    cpSync(join(root, name), join(place, name), { recursive: true })
  for (const name of linked) symlinkSync(join(root, name), join(place, name))
  return place
}

/** Makes the edits of a mutant and answers what undoes them. An edit that does not fit exactly once is an error. */
function mutate(place, { name, edits }) {
  const originals = new Map()
  for (const { file, find, replace } of edits) {
    const path = join(place, file)
    const text = readFileSync(path, 'utf8')
    const pieces = text.split(find)
    if (pieces.length !== 2)
      throw new SetUpError(
        `Mutant "${name}": its text stands ${pieces.length - 1} times in ${file}, not once. ` +
          'The guard has moved: put the new text into scripts/mutants/mutants.mjs.',
      )
    if (!originals.has(path)) originals.set(path, text)
    writeFileSync(path, pieces.join(replace))
  }
  return () => originals.forEach((text, path) => writeFileSync(path, text))
}

function commandFor(place, test) {
  if (typeof test === 'string') {
    const runner = inRoot('node_modules', 'vitest', 'vitest.mjs')
    return [runner, 'run', '--root', place, '--bail', '1', '--reporter', 'dot', test]
  }
  const { from, seeds } = test
  const simulation = join(place, 'test', 'simulation', 'index.ts')
  return [simulation, '--from', String(from), '--seeds', String(seeds), '--until-failure']
}

async function fails(place, test) {
  const { code, output } = await capture(packagedNode(), commandFor(place, test), { cwd: place })
  return { failed: code !== 0, output }
}

/** The suite runs many seeds; a few are enough to show that the simulation works here. */
const unchangedSeeds = 15

/** Without any change everything passes; otherwise a failure later would show nothing. */
async function checkUnchanged(place, chosen) {
  const parts = chosen
    .flatMap(({ tests }) => tests)
    .map((test) => (typeof test === 'string' ? test : { ...test, seeds: unchangedSeeds }))
  const tests = new Map(parts.map((test) => [JSON.stringify(test), test]))
  for (const [name, test] of tests) {
    const { failed, output } = await fails(place, test)
    if (failed) throw new SetUpError(`${name} fails without any change:\n${output}`)
  }
  say(`${tests.size} parts of the suite pass without any change.`)
}

async function isKilled(place, mutant) {
  const undo = mutate(place, mutant)
  try {
    for (const test of mutant.tests) if ((await fails(place, test)).failed) return true
    return false
  } finally {
    undo()
  }
}

await runMain(async () => {
  await setUp({ testTools: true })
  const word = process.argv[2] ?? ''
  const chosen = mutants.filter(({ name }) => name.includes(word))
  const place = copySources()
  try {
    // All edits are tried first: one that no longer fits is told at once, not after minutes.
    for (const mutant of chosen) mutate(place, mutant)()
    await checkUnchanged(place, chosen)
    const survivors = []
    for (const mutant of chosen) {
      const killed = await isKilled(place, mutant)
      if (!killed) survivors.push(mutant.name)
      console.log(`${killed ? 'killed  ' : 'SURVIVED'}  ${mutant.name}`)
    }
    console.log(`${chosen.length - survivors.length} killed, ${survivors.length} survived`)
    return survivors.length === 0 ? 0 : 1
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
})
