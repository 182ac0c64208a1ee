import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openNodeDisk } from '../../../electron/main/journal/node-disk.ts'
import { nodeProcessWatch } from '../../../electron/main/journal/process-watch.ts'
import { openGood, valueOf } from './journal-fixture.ts'

let directory = ''
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'holdfast-journal-'))
})
afterEach(() => rm(directory, { recursive: true }))

/** Runs the appending program, kills it after `acks` acknowledgements, and answers the last one heard. */
function killAfter(acks: number): Promise<number> {
  const program = join(import.meta.dirname, 'append-until-killed.ts')
  const child = spawn(process.execPath, [program, directory], { stdio: ['ignore', 'pipe', 'pipe'] })
  let heard = ''
  let errors = ''
  child.stderr.on('data', (bytes: Buffer) => (errors += bytes.toString()))
  child.stdout.on('data', (bytes: Buffer) => {
    heard += bytes.toString()
    if (heard.split('\n').length > acks) child.kill('SIGKILL')
  })
  return new Promise((resolve, reject) => {
    child.on('close', (code) => {
      if (code !== null) reject(new Error(`ended by itself: ${errors}`))
      resolve(Number(heard.slice(0, heard.lastIndexOf('\n')).split('\n').at(-1)))
    })
  })
}

test('SIGKILL in the middle of appends: every acknowledged frame is there, and the dead lock is taken over', async () => {
  let before = 0
  for (const acks of [1, 20, 55]) {
    const acked = await killAfter(acks)
    expect(acked).toBeGreaterThan(before)
    const disk = valueOf(await openNodeDisk(directory))
    const journal = await openGood(disk, { processes: nodeProcessWatch })
    expect(journal.lastSeq).toBeGreaterThanOrEqual(acked)
    expect(valueOf(await journal.read(1, 1e6))).toHaveLength(journal.lastSeq)
    before = journal.lastSeq
    await journal.close()
  }
}, 30_000)
