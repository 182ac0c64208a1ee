import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { plainProfile } from '../../electron/main/print/printer-profiles.ts'
import { renderLabel } from '../../electron/main/print/render-label.ts'
import type { CommandOutcome } from '../../electron/main/print/run-command.ts'
import {
  createSpoolerTransport,
  type SpoolerOptions,
} from '../../electron/main/print/spooler-transport.ts'
import { startCups, type TestCups } from '../fakes/cups.ts'
import { startFakePrinter, type FakePrinter } from '../fakes/fake-printer.ts'
import { drawnByAnother, zbarTexts } from '../proof/readers.ts'
import { labelPainter } from '../unit/label/label-fonts.ts'
import { requestOf } from '../unit/print/print-bench.ts'
import { until } from '../wait/until.ts'

const filter = 'raw' as const
const never = new AbortController().signal

async function outcomeOf(options: SpoolerOptions, bytes: Uint8Array): Promise<string> {
  const opened = await createSpoolerTransport(options).open(never)
  if (!opened.ok) return `${opened.error.outcome} ${opened.error.code}: ${opened.error.detail}`
  const sent = await opened.value.send(bytes, never)
  return sent.ok ? 'sent' : `${sent.error.outcome} ${sent.error.code}: ${sent.error.detail}`
}

/** Every byte that a filter, a charset or a line ending could change. */
const document = Uint8Array.from(
  { length: 40_000 },
  (_, index) => (index * 7 + (index >> 8)) & 0xff,
)

describe('a queue of a real CUPS', () => {
  let cups: TestCups
  let printer: FakePrinter

  beforeAll(async () => {
    cups = await startCups()
  })
  afterEach(() => printer.turnOff())
  afterAll(() => cups.stop())

  test('passes a label on byte for byte', async () => {
    printer = await startFakePrinter()
    await cups.addRawQueue('labels', printer.port)
    const options = { queue: 'labels', filter, drainTimeoutMs: 20_000, run: cups.run }
    expect(await outcomeOf(options, document)).toBe('sent')
    expect(printer.documents().map((bytes) => bytes.equals(document))).toEqual([true])
  })

  test('whose printer is off keeps no label that would print by itself when it is back', async () => {
    printer = await startFakePrinter()
    await printer.turnOff()
    await cups.addRawQueue('off', printer.port)
    const options = { queue: 'off', filter, drainTimeoutMs: 1_000, run: cups.run }
    expect(await outcomeOf(options, document)).toMatch(
      /^unknown printer-stalled: off-\d+ was cancelled/,
    )
    await printer.turnOn()
    const waiting = async (): Promise<string> =>
      (await cups.run('lpstat', ['-W', 'not-completed', '-o', 'off'], null)).output
    await until('the queue is empty', async () => (await waiting()).trim() === '')
    // A job that was not cancelled would go first.
    expect(await outcomeOf({ ...options, drainTimeoutMs: 20_000 }, Buffer.from('next'))).toBe(
      'sent',
    )
    expect(printer.documents().map(String)).toEqual(['next'])
  })

  test('with a driver prints a PDF in its true size, so that its code is read back', async () => {
    printer = await startFakePrinter()
    await cups.addDriverQueue('driver', printer.port)
    const request = requestOf({ printJobId: 'job-1' })
    const label = renderLabel(request, plainProfile('pdf', 203), labelPainter)
    if (!label.ok || !label.value.picture) throw new Error('no label')
    const options = { queue: 'driver', drainTimeoutMs: 20_000, run: cups.run }
    expect(await outcomeOf({ ...options, filter: 'driver' }, label.value.bytes)).toBe('sent')
    await printer.finished(1)
    const [zpl = Buffer.alloc(0)] = printer.documents()
    const drawn = await drawnByAnother(zpl, label.value.picture, 8)
    expect(zbarTexts([drawn])).toEqual([[request.waybillNumber]])
  })

  test('that does not exist is told by name, and nothing was sent', async () => {
    printer = await startFakePrinter()
    const options = { queue: 'nowhere', filter, drainTimeoutMs: 1_000, run: cups.run }
    expect(await outcomeOf(options, document)).toMatch(/^failed-before-send .*nowhere/)
  })
})

describe('what the commands of a spooler answer', () => {
  const idle = { code: 0, output: 'printer labels is idle.  enabled since today' }
  const taken = { code: 0, output: 'request id is labels-7 (0 file(s))' }
  const scripted = (script: Partial<Record<string, CommandOutcome>>) => {
    const asked: string[] = []
    const run: SpoolerOptions['run'] = (command, words) => {
      const name = words.includes('-p') ? 'find' : command
      asked.push(name)
      return Promise.resolve(script[name] ?? { code: 0, output: '' })
    }
    return { asked, options: { queue: 'labels', filter, drainTimeoutMs: 30, run } }
  }

  test.each([
    [
      'a stopped queue',
      { find: { code: 0, output: 'printer labels disabled since' } },
      'failed-before-send',
    ],
    [
      'no CUPS at all',
      { find: { code: 127, output: 'spawn lpstat ENOENT' } },
      'failed-before-send',
    ],
    [
      'a job that is refused',
      { find: idle, lp: { code: 1, output: 'lp: Error' } },
      'failed-before-send',
    ],
    ['lp that was ended', { find: idle, lp: { code: null, output: '' } }, 'unknown'],
    [
      'a job that cannot be cancelled',
      {
        ...{ find: idle, lp: taken, lpstat: { code: 0, output: 'labels-7 root 4 today' } },
        cancel: { code: 1, output: 'cancel: not yours' },
      },
      'unknown',
    ],
  ])('%s is no label that was sent', async (_what, script, outcome) => {
    const { options } = scripted(script)
    expect(await outcomeOf(options, document)).toMatch(new RegExp(`^${outcome} `))
  })

  test('a job that hangs is cancelled before anything else is tried', async () => {
    const { asked, options } = scripted({
      ...{ find: idle, lp: taken, lpstat: { code: 0, output: 'labels-7 root 4 today' } },
    })
    await outcomeOf(options, document)
    expect(asked.at(-1)).toBe('cancel')
  })
})
