import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDeviceFileTransport } from '../../electron/main/print/device-file-transport.ts'
import { createSerialTransport } from '../../electron/main/print/serial-transport.ts'
import type { PrinterTransport, TransportFault } from '../../electron/main/print/transport.ts'
import type { Result } from '../../shared/domain/result.ts'
import { createPrinterLine, type PrinterLine } from '../fakes/printer-line.ts'
import { until } from '../wait/until.ts'

const never = new AbortController().signal
let line: PrinterLine

beforeEach(async () => {
  line = await createPrinterLine()
})
afterEach(() => line.remove())

/** Bytes in which a lost, doubled or moved part shows, among them those that a tty likes to interpret. */
function document(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 7 + (index >> 8)) & 0xff)
}

async function sendOnce(
  transport: PrinterTransport,
  bytes: Uint8Array,
  signal = never,
): Promise<string> {
  const opened = await transport.open(signal)
  if (!opened.ok) return outcomeOf(opened)
  const sent = await opened.value.send(bytes, signal)
  opened.value.close()
  return outcomeOf(sent)
}

function outcomeOf(result: Result<unknown, TransportFault>): string {
  return result.ok ? 'sent' : `${result.error.outcome} ${result.error.code}`
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
    for (const length of [60_000, 17])
      expect(await sendOnce(transport, document(length))).toBe('sent')
    const both = Buffer.concat([document(60_000), document(17)])
    await until('every byte came out', () => line.received().length >= both.length)
    expect(line.received().equals(both)).toBe(true)
  })

  test('that is not there was sent nothing', async () => {
    expect(await sendOnce(make(`${line.path}-not`), document(10))).toBe(
      'failed-before-send printer-unreachable',
    )
    expect(await sendOnce(make(line.path), document(10), AbortSignal.abort())).toBe(
      'failed-before-send cancelled',
    )
  })

  test('that takes no more in the middle of a label leaves it unknown', async () => {
    expect(await sendOnce(make(line.path, 300), document(400_000))).toBe('unknown printer-stalled')
  })

  test('that is unplugged in the middle of a label leaves it unknown', async () => {
    const sending = sendOnce(make(line.path, 20_000), document(400_000))
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
  expect(await sendOnce(transport, document(10))).toBe('failed-before-send printer-unreachable')
  await writeFile(path, '', { flag: 'wx' })
  expect(await sendOnce(transport, document(10))).toBe('failed-before-send printer-unreachable')
  await rm(path)
})
