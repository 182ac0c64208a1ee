import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDeviceFileTransport } from '../../electron/main/print/device-file-transport.ts'
import { createSerialTransport } from '../../electron/main/print/serial-transport.ts'
import type { PrinterTransport } from '../../electron/main/print/transport.ts'
import { createPrinterLine, type PrinterLine } from '../fakes/printer-line.ts'
import { until } from '../wait/until.ts'
import { document, never, outcomeOf, sendOnce } from './send-once.ts'

let line: PrinterLine

beforeEach(async () => {
  line = await createPrinterLine()
})
afterEach(() => line.remove())

async function outcomeOfOne(
  transport: PrinterTransport,
  bytes: Uint8Array,
  signal = never,
): Promise<string> {
  return outcomeOf(await sendOnce(transport, bytes, signal))
}

type Make = (path: string, drainTimeoutMs?: number) => PrinterTransport
const kinds: readonly (readonly [string, Make])[] = [
  [
    'a device file',
    (path, drainTimeoutMs = 5_000) => createDeviceFileTransport({ path, drainTimeoutMs }),
  ],
  [
    'a serial port',
    (path, drainTimeoutMs = 5_000) =>
      createSerialTransport({ path, baudRate: 115_200, flowControl: 'none', drainTimeoutMs }),
  ],
]

describe.each(kinds)('a printer behind %s', (_name, make) => {
  test('is given a whole label, byte for byte, and the next one behind it', async () => {
    line.read()
    const transport = make(line.path)
    const both = Buffer.concat([document(60_000), document(17)])
    let length = 0
    for (const part of [60_000, 17]) {
      expect(await outcomeOfOne(transport, document(part))).toBe('sent')
      length += part
      // Unlike a wire, a pseudo terminal calls bytes drained that are still in it, and the next opening would empty it.
      await until('every byte came out', () => line.received().length >= length)
    }
    expect(line.received().equals(both)).toBe(true)
  })

  test('that is not there was sent nothing', async () => {
    expect(await outcomeOfOne(make(`${line.path}-not`), document(10))).toBe(
      'failed-before-send printer-unreachable',
    )
    expect(await outcomeOfOne(make(line.path), document(10), AbortSignal.abort())).toBe(
      'failed-before-send cancelled',
    )
  })

  test('that takes no more in the middle of a label leaves it unknown', async () => {
    expect(await outcomeOfOne(make(line.path, 300), document(400_000))).toBe(
      'unknown printer-stalled',
    )
  })

  test('that is unplugged in the middle of a label leaves it unknown', async () => {
    const sending = outcomeOfOne(make(line.path, 20_000), document(400_000))
    await line.filled()
    await line.unplug()
    expect(await sending).toBe('unknown printer-reset')
  })

  test('answers what it is asked', async () => {
    line.answer(Buffer.from('?'), Buffer.from('!!'))
    const opened = await make(line.path).open(never)
    if (!opened.ok) throw new Error('must open')
    const answered = await opened.value.ask(Buffer.from('?'), (bytes) => bytes.length >= 2, 2_000)
    expect(Buffer.from(answered).toString()).toBe('!!')
    opened.value.close()
  })
})

test('a printer that is not plugged in leaves no file behind, and a file is no printer', async () => {
  const path = join(tmpdir(), `holdfast-no-printer-${String(process.pid)}`)
  const transport = createDeviceFileTransport({ path, drainTimeoutMs: 500 })
  expect(await outcomeOfOne(transport, document(10))).toBe('failed-before-send printer-unreachable')
  await writeFile(path, '', { flag: 'wx' })
  expect(await outcomeOfOne(transport, document(10))).toBe('failed-before-send printer-unreachable')
  await rm(path)
})
