import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createWindowsSpoolerTransport } from '../../electron/main/print/windows-spooler-transport.ts'
import { loadWinspool, type Winspool } from '../../electron/main/print/winspool.ts'
import { document, never, outcomeOf, sendOnce } from '../contract/send-once.ts'

const source = fileURLToPath(new URL('../fakes/winspool/winspool.c', import.meta.url))

/** The spooler of Windows is not here; one written from its header is, and the calls to it are the real ones. */
describe('a printer behind the Windows spooler', () => {
  let folder: string
  let winspool: Winspool

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'holdfast-winspool-'))
    const library = join(folder, 'winspool.so')
    execFileSync('cc', ['-shared', '-fPIC', '-O1', '-Wall', '-o', library, source])
    winspool = loadWinspool(library)
  })
  afterAll(() => rm(folder, { recursive: true }))

  let spool: string
  beforeEach(async () => {
    spool = await mkdtemp(join(folder, 'spool-'))
    process.env['HOLDFAST_SPOOL'] = spool
  })

  const outcome = async (queue: string, bytes: Uint8Array, signal = never): Promise<string> => {
    const options = { queue, drainTimeoutMs: 300, load: () => Promise.resolve(winspool) }
    return outcomeOf(await sendOnce(createWindowsSpoolerTransport(options), bytes, signal))
  }
  const kept = async (kind: string): Promise<readonly Buffer[]> => {
    const names = (await readdir(spool)).filter((name) => name.endsWith(`.${kind}`))
    return Promise.all(names.map((name) => readFile(join(spool, name))))
  }

  test('is given a whole label, byte for byte, as raw data, in as many pieces as it takes', async () => {
    expect(await outcome('ZDesigner ZD421 标签', document(150_000))).toBe('sent')
    expect((await kept('bytes')).map((bytes) => bytes.equals(document(150_000)))).toEqual([true])
    expect((await kept('type')).map(String)).toEqual(['RAW'])
    expect(await kept('deleted')).toEqual([])
  })

  test('that is not there, takes no document or was called off, was sent nothing', async () => {
    expect(await outcome('missing', document(9))).toBe('failed-before-send printer-unreachable')
    expect(await outcome('refusing', document(9))).toBe('failed-before-send printer-unreachable')
    expect(await outcome('any', document(9), AbortSignal.abort())).toBe(
      'failed-before-send cancelled',
    )
    expect(await kept('bytes')).toEqual([])
  })

  test('whose library does not load was sent nothing, stops no queue, and is asked anew for the next label', async () => {
    let loads = 0
    const load = (): Promise<Winspool> => {
      loads += 1
      return loads === 1 ? Promise.reject(new Error('no such library')) : Promise.resolve(winspool)
    }
    const transport = createWindowsSpoolerTransport({ queue: 'any', drainTimeoutMs: 300, load })
    const outcomes = [
      outcomeOf(await sendOnce(transport, document(9), never)),
      outcomeOf(await sendOnce(transport, document(9), never)),
    ]
    expect(outcomes).toEqual(['failed-before-send printer-unreachable', 'sent'])
  })

  test('that stops in the middle of a label, or never passes it on, has its job deleted and is unknown', async () => {
    expect(await outcome('half', document(5_000))).toBe('unknown printer-stalled')
    expect(await outcome('offline', document(5_000))).toBe('unknown printer-stalled')
    expect(await kept('deleted')).toHaveLength(2)
  })

  test('whose job cannot be deleted says that it may print by itself', async () => {
    const options = { queue: 'stuck', drainTimeoutMs: 200, load: () => Promise.resolve(winspool) }
    const sent = await sendOnce(createWindowsSpoolerTransport(options), document(10))
    expect(sent).toMatchObject({ error: { outcome: 'unknown' } })
    expect(JSON.stringify(sent)).toContain('may print by itself')
  })
})
