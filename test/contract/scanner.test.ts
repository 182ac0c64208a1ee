import { afterEach, describe, expect, test } from 'vitest'
import type { ScannerFraming } from '../../electron/main/settings/scanner-settings.ts'
import { openPtyBench, openVirtualBench, type ScannerBench } from '../fakes/serial-bench.ts'

const encoder = new TextEncoder()
const kinds = [
  { kind: 'virtual scanner', open: openVirtualBench },
  { kind: 'serial scanner on a pty', open: openPtyBench },
]

describe.each(kinds)('$kind', ({ open }) => {
  let bench: ScannerBench | null = null
  afterEach(async () => {
    await bench?.remove()
    bench = null
  })
  const start = async (framing: Partial<ScannerFraming> = {}) => {
    bench = await open(framing)
    const { recorder, write, unplug, plug } = bench
    return { recorder, write, unplug, plug, type: (text: string) => write(encoder.encode(text)) }
  }

  test('a frame torn over two reads is one scan', async () => {
    const { recorder, type } = await start()
    await type('SO-20')
    await recorder.untilBytes(5)
    await type('413\r')
    await recorder.untilFrames(1)
    expect(recorder.said()).toEqual(['SO-20413'])
  })

  test('CR LF ends one frame, torn or not, and never gives an empty scan', async () => {
    const { recorder, type } = await start()
    await type('A\r\nB\r')
    await recorder.untilBytes(5)
    await type('\nC\r\n')
    await recorder.untilFrames(3)
    expect(recorder.said()).toEqual(['A', 'B', 'C'])
  })

  test('a burst of 200 codes arrives whole and in order', async () => {
    const { recorder, type } = await start()
    const codes = Array.from({ length: 200 }, (_, index) => `69012345${10_000 + index}`)
    await type(codes.map((code) => `${code}\r`).join(''))
    await recorder.untilFrames(200)
    expect(recorder.said()).toEqual(codes)
  })

  test('10 kB of noise is told once and the next code is read', async () => {
    const { recorder, write, type } = await start()
    await write(new Uint8Array(10_240).fill(0xa5))
    await type('\r6901234567892\r')
    await recorder.untilFrames(2)
    expect(recorder.said()).toEqual(['!frame-too-long', '6901234567892'])
  })

  test('half a frame before an unplug is not glued to the first code after it', async () => {
    const { recorder, type, unplug, plug } = await start()
    await type('HALF')
    await recorder.untilBytes(4)
    await unplug()
    await recorder.untilHealth('unplugged')
    await plug()
    await recorder.untilHealth('ok', 2)
    await type('WHOLE\r')
    await recorder.untilFrames(1)
    expect(recorder.said()).toEqual(['WHOLE'])
  })

  test('GS separators of a GS1 code are kept', async () => {
    const { recorder, type } = await start({ aim: true })
    await type(']C10106901234567892\x1d10LOT7\x1d37002\r')
    await recorder.untilFrames(1)
    expect(recorder.frames[0]).toMatchObject({
      aim: 'C1',
      text: '0106901234567892\x1d10LOT7\x1d37002',
    })
  })

  test('with AIM off an identifier is left alone, because it may be data', async () => {
    const { recorder, type } = await start({ aim: false })
    await type(']C1ABC\r')
    await recorder.untilFrames(1)
    expect(recorder.frames[0]).toMatchObject({ aim: null, text: ']C1ABC' })
  })

  test('Chinese in GB18030 is read, and is not taken for UTF-8', async () => {
    const { recorder, write } = await start({ charset: 'gb18030' })
    // 稳发 in GB18030.
    await write(Uint8Array.of(0xce, 0xc8, 0xb7, 0xa2, 0x0d))
    await recorder.untilFrames(1)
    expect(recorder.said()).toEqual(['稳发'])
  })

  test('bytes that are no text are told as such, not passed on', async () => {
    const { recorder, write, type } = await start({ charset: 'utf8' })
    await write(Uint8Array.of(0x41, 0xff, 0x42, 0x0d))
    await type('A\x00B\rGOOD\r')
    await recorder.untilFrames(3)
    expect(recorder.said()).toEqual(['!not-text', '!not-text', 'GOOD'])
  })

  test('a scanner without suffix is read by the silence after each code', async () => {
    const { recorder, type } = await start({ suffix: 'none', idleFlushMs: 30 })
    await type('FIRST')
    await recorder.untilFrames(1)
    await type('SECOND')
    await recorder.untilFrames(2)
    expect(recorder.said()).toEqual(['FIRST', 'SECOND'])
  })

  test('after closing, nothing is told any more', async () => {
    const { recorder, type } = await start()
    await type('HALF')
    await recorder.untilBytes(4)
    const told = recorder.healths.length
    await bench?.scanner.close()
    await bench?.scanner.close()
    expect(recorder.said()).toEqual([])
    expect(recorder.healths).toHaveLength(told)
  })
})
