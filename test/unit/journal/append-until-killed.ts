import { openNodeDisk } from '../../../electron/main/journal/node-disk.ts'
import { nodeProcessWatch } from '../../../electron/main/journal/process-watch.ts'
import { fact, openGood, valueOf } from './journal-fixture.ts'

// A program of its own: appends as fast as it can to the directory of its first argument, and writes each
// acknowledged seq to stdout.
const disk = valueOf(await openNodeDisk(process.argv[2] ?? ''))
const journal = await openGood(disk, { processes: nodeProcessWatch, segmentBytes: 20_000 })
for (;;) {
  const number = journal.lastSeq
  const answers = await Promise.all([
    journal.append([fact(number), fact(number)]),
    journal.append([fact(number)]),
    journal.append([fact(number), fact(number), fact(number)]),
  ])
  for (const frames of answers.map(valueOf))
    process.stdout.write(`${String(frames.at(-1)?.seq ?? 0)}\n`)
}
