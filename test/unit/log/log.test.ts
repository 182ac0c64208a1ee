import { describe, expect, test } from 'vitest'
import { createLog, type LogLevel } from '../../../electron/main/log/log.ts'
import { maskName, maskPhone, maskText } from '../../../electron/main/log/personal-data.ts'

function start(level: LogLevel = 'debug') {
  const lines: string[] = []
  const now = () => new Date('2026-11-24T08:00:00.000Z')
  const log = createLog({ write: (line) => lines.push(line), now, level })
  return { log, lines, last: (): unknown => JSON.parse(lines.at(-1) ?? 'null') }
}

test('a line is one JSON object with time, level, event and fields', () => {
  const { log, last, lines } = start()
  log.info('scanner.ready', { path: '/dev/ttyACM0\n', count: 2 })
  expect(last()).toEqual({
    at: '2026-11-24T08:00:00.000Z',
    level: 'info',
    event: 'scanner.ready',
    path: '/dev/ttyACM0\n',
    count: 2,
  })
  expect(lines[0]).not.toContain('\n')
})

test('quieter levels than asked for are not written', () => {
  const { log, lines } = start('info')
  log.error('a', {})
  log.info('b', {})
  log.debug('c', {})
  expect(lines).toHaveLength(2)
})

test('a field cannot pass itself off as the level or the event', () => {
  const { log, last } = start()
  log.error('real', { level: 'debug', event: 'fake', at: 'never' })
  expect(last()).toMatchObject({ level: 'error', event: 'real', at: '2026-11-24T08:00:00.000Z' })
})

test('an error keeps its message and stack, a loop does not bring the program down', () => {
  const { log, last } = start()
  log.error('x', { cause: new Error('disk full') })
  expect(last()).toMatchObject({ cause: { name: 'Error', message: 'disk full' } })
  const loop: Record<string, unknown> = {}
  loop['self'] = loop
  log.error('y', { loop, big: 5n, bytes: new Uint8Array(3) })
  expect(last()).toMatchObject({ event: 'y', big: '5', bytes: '3 bytes' })
})

test('a getter that throws costs its line and nothing else', () => {
  const { log, last } = start()
  log.error('x', {
    get broken(): string {
      throw new Error('no')
    },
  })
  expect(last()).toMatchObject({ event: 'x', unloggable: 'Error: no' })
})

describe('personal data', () => {
  test.each([
    ['13812345678', '138****5678'],
    ['+86 138 1234 5678', '86138****5678'],
    ['021-6888', '****'],
  ])('phone %s is written as %s', (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked)
  })

  test.each([
    ['王小明', '王**'],
    ['欧阳娜娜', '欧**'],
    ['李', '李'],
    ['', ''],
  ])('name %s is written as %s', (name, masked) => {
    expect(maskName(name)).toBe(masked)
  })

  test('mobile numbers are masked in any text, waybills and barcodes are left alone', () => {
    expect(maskText('call 13812345678 or 139 1234 5678')).toBe('call 138****5678 or 139****5678')
    expect(maskText('YT1381234567890 6901234567892')).toBe('YT1381234567890 6901234567892')
  })

  test('nothing personal reaches a line, however deep it lies', () => {
    const { log, lines } = start()
    const recipient = { phone: '13812345678', street: '南京路1号', recipient: '王小明' }
    const cause = new Error('no answer from 13812345678')
    log.error('x', { label: { list: [recipient] }, cause, token: 'tok', note: '电话13812345678。' })
    for (const secret of ['13812345678', '南京路', '小明', 'tok"']) {
      expect(lines[0]).not.toContain(secret)
    }
  })
})
