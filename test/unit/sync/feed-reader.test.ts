import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BaseChange } from '../../../renderer/store/base-change.ts'
import {
  readChangesPage,
  readSnapshot,
  type SnapshotHead,
} from '../../../renderer/sync/feed-reader.ts'
import { inPieces, ndjson, orderChange, pageLines, snapshotLines } from './feed-lines.ts'

const from = { feedEpoch: 'f', warehouse: 'w', seq: 10 }

function collector() {
  const heads: SnapshotHead[] = []
  const batches: (readonly BaseChange[])[] = []
  return {
    heads,
    batches,
    begin: (head: SnapshotHead) => Promise.resolve(heads.push(head) > 0),
    rows: (changes: readonly BaseChange[]) => Promise.resolve(void batches.push(changes)),
  }
}

async function faultOfPage(lines: readonly unknown[]): Promise<string> {
  const page = await readChangesPage(inPieces(ndjson(lines), 50), from)
  return page.ok ? 'none' : page.error
}

async function faultOfSnapshot(text: string): Promise<string> {
  const read = await readSnapshot(inPieces(text, 64), collector(), 2)
  return read.ok ? 'none' : read.error
}

describe('a page of changes', () => {
  it('is the same however the network cuts it, also within a character', async () => {
    const text = ndjson(pageLines(10, ['张-1', null, '李-2']))
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 400 }), async (size) => {
        const page = await readChangesPage(inPieces(text, size), from)
        expect(page.ok && page.value.changes.map(({ key }) => key)).toEqual(['张-1', '李-2'])
        expect(page.ok && page.value.to.feed).toEqual({ ...from, seq: 13 })
      }),
      { numRuns: 60 },
    )
  })

  it('is thrown away wherever it is torn', async () => {
    const text = ndjson(pageLines(10, ['a', 'b']))
    const bytes = new TextEncoder().encode(text).length
    for (let kept = 0; kept < bytes; kept += 7) {
      const cut = new TextDecoder().decode(new TextEncoder().encode(text).subarray(0, kept))
      const page = await readChangesPage(inPieces(cut, 90), from)
      expect(page.ok).toBe(false)
    }
  })

  it('is thrown away when a seq is missing, comes twice, or the page starts elsewhere', async () => {
    const whole = pageLines(10, ['a', 'b', 'c'])
    expect(await faultOfPage(whole)).toBe('none')
    expect(await faultOfPage(whole.toSpliced(2, 1))).toBe('hole')
    expect(await faultOfPage(whole.toSpliced(2, 0, whole[1]))).toBe('hole')
    expect(await faultOfPage(pageLines(11, ['a']))).toBe('hole')
    expect(await faultOfPage(pageLines(9, ['a', 'b']))).toBe('hole')
    expect(await faultOfPage(whole.toSpliced(3, 1))).toBe('hole')
  })

  it('of another feed is not taken for one of this feed', async () => {
    const [head, ...rest] = pageLines(10, ['a'])
    expect(await faultOfPage([{ ...(head as object), feedEpoch: 'g' }, ...rest])).toBe('other-feed')
  })

  it('with lines after its end, two heads, or a row under a wrong key is malformed', async () => {
    const whole = pageLines(10, ['a'])
    expect(await faultOfPage([...whole, whole.at(-1)])).toBe('malformed')
    expect(await faultOfPage([whole[0], ...whole])).toBe('malformed')
    const misnamed = { kind: 'change', seq: 11, change: { ...orderChange('a'), key: 'b' } }
    expect(await faultOfPage(whole.toSpliced(1, 1, misnamed))).toBe('malformed')
  })

  it('that is the page of a captive portal is malformed, not empty', async () => {
    const portal = await readChangesPage(inPieces('<html>\n<body>Log in\n', 9), from)
    expect(portal).toMatchObject({ ok: false, error: 'malformed' })
  })

  it('with a line that never ends is given up before memory is full', async () => {
    let sent = 0
    const piece = new Uint8Array(64 * 1024).fill(0x78)
    const endless = () => {
      sent += piece.length
      return Promise.resolve({ ok: true as const, value: piece })
    }
    expect(await readChangesPage(endless, from)).toMatchObject({ error: 'line-too-long' })
    expect(sent).toBeLessThan(6 * 1024 * 1024)
  })

  it('with bytes that are no text is refused', async () => {
    const bytes = Uint8Array.from([0xff, 0xfe, 0x0a])
    let isSent = false
    const source = () => {
      const value = isSent ? null : bytes
      isSent = true
      return Promise.resolve({ ok: true as const, value })
    }
    expect(await readChangesPage(source, from)).toMatchObject({ error: 'not-text' })
  })

  it('tells how far the centre had taken in the journal', async () => {
    const [head, ...rest] = pageLines(10, [])
    const lines = [{ ...(head as object), taken: { epoch: 'e', seq: 7 } }, ...rest]
    const page = await readChangesPage(inPieces(ndjson(lines), 50), from)
    expect(page.ok && page.value.to.taken).toEqual({ epoch: 'e', seq: 7 })
  })
})

describe('a snapshot', () => {
  it('is handed on in batches, its head first', async () => {
    const taker = collector()
    const text = ndjson(snapshotLines(['a', 'b', 'c', 'd', 'e']))
    expect(await readSnapshot(inPieces(text, 77), taker, 2)).toEqual({ ok: true, value: null })
    expect(taker.heads[0]).toMatchObject({ rows: 5, place: { feed: { seq: 10 } } })
    expect(taker.batches.map((batch) => batch.length)).toEqual([2, 2, 1])
  })

  it('without its end is torn; with another number of rows than it says it has a hole', async () => {
    const lines = snapshotLines(['a', 'b', 'c'])
    expect(await faultOfSnapshot(ndjson(lines.slice(0, -1)))).toBe('torn')
    expect(await faultOfSnapshot(ndjson(lines.toSpliced(2, 1)))).toBe('hole')
    expect(await faultOfSnapshot(ndjson(lines).slice(0, -1))).toBe('torn')
    expect(
      await faultOfSnapshot(ndjson([{ ...(lines[0] as object), rows: 4 }, ...lines.slice(1)])),
    ).toBe('hole')
  })

  it('with rows before its head is malformed', async () => {
    expect(await faultOfSnapshot(ndjson(snapshotLines(['a']).slice(1)))).toBe('malformed')
  })

  it('reads on only one batch ahead of a taker that is slow', async () => {
    let running = 0
    let most = 0
    const taker = {
      ...collector(),
      async rows() {
        running += 1
        most = Math.max(most, running)
        await new Promise((resolve) => setImmediate(resolve))
        running -= 1
      },
    }
    const text = ndjson(
      snapshotLines(Array.from({ length: 20 }, (_, index) => `o${String(index)}`)),
    )
    expect((await readSnapshot(inPieces(text, 5_000), taker, 2)).ok).toBe(true)
    expect(most).toBe(1)
    expect(running).toBe(0)
  })

  it('lets a taker that fails be heard', async () => {
    const taker = { ...collector(), rows: () => Promise.reject(new Error('disk full')) }
    const text = ndjson(snapshotLines(['a', 'b', 'c']))
    await expect(readSnapshot(inPieces(text, 5_000), taker, 2)).rejects.toThrow('disk full')
  })
})
