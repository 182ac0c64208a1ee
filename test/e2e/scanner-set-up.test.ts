import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testCodeTexts, type TestCodeName } from '../../shared/domain/test-codes.ts'
import { createPtyCable, type PtyCable } from '../fakes/serial-pty.ts'
import { until } from '../wait/until.ts'
import { startDemoBench, type DemoBench } from './demo-bench.ts'

let bench: DemoBench
let spare: PtyCable

const page = () => bench.station.page()
const attribute = (testId: string, name: string) => page().getByTestId(testId).getAttribute(name)
const identifiers: Readonly<Record<TestCodeName, string>> = {
  ...{ code128: ']C0', 'ean-13': ']E0', 'gs1-128': ']C1', 'gs1-data-matrix': ']d2', qr: ']Q1' },
}

/** A scanner that is set up as few are: STX and ETX, AIM identifiers, Chinese in GBK. */
const odd = (text: string, identifier = ']C0'): Promise<void> =>
  bench.cable.write(iconv.encode(`\x02${identifier}${text}\x03`, 'gb18030'))

/** Reads one test code and waits for what the screen says of it. */
async function reads(name: TestCodeName, problem: string): Promise<void> {
  await odd(testCodeTexts[name], identifiers[name])
  await until(`${name} is ${problem}`, async () => {
    const said = await attribute(`test-${name}`, 'data-problem')
    if (said === problem) return true
    throw new Error(`it is ${String(said)}`)
  })
}

async function scannersInFile(): Promise<readonly Record<string, unknown>[]> {
  const text = await readFile(join(bench.dataFolder, 'station.json'), 'utf8')
  return (JSON.parse(text) as { readonly scanners: Record<string, unknown>[] }).scanners
}

beforeAll(async () => {
  ;[bench, spare] = await Promise.all([
    startDemoBench({
      printers: [{ id: 'labels', name: 'Labels', transport: { kind: 'virtual' } }],
    }),
    createPtyCable(),
  ])
})

afterAll(async () => {
  await bench.remove()
  await spare.remove()
})

describe('a scanner of the settings that frames its codes in its own way', () => {
  let orderNumber: string

  it('shows its bytes, what ends its codes and that identifiers come; the wrong charset is named', async () => {
    orderNumber = await bench.nextCode()
    await bench.scan('HF:SCANNERS')
    await bench.station.untilFeedback('scenario-changed')
    await page().getByTestId('test-code').waitFor()
    await reads('code128', 'aim-left-in')
    expect(await page().getByTestId('scanner-read').first().innerText()).toMatch(
      /STX\s*]C0HF-aZyX-128\s*ETX/,
    )
    await reads('ean-13', 'aim-left-in')
    await reads('qr', 'garbled')
    const newest = page().getByTestId('scanner-read').first()
    expect(await newest.getAttribute('data-refused')).toBe('wrong-charset')
    await until('the end was learnt', async () => {
      return (await attribute('learnt-ended', 'data-ended')) === 'etx'
    })
    expect(await attribute('learnt-aim', 'data-count')).toBe('3')
  })

  it('an order that is scanned there stays closed', async () => {
    const before = await bench.messages()
    await odd(orderNumber)
    await until('it was taken for a trial', async () => (await bench.messages()) > before)
    expect(await attribute('feedback', 'data-code')).toBe('trial-read')
    expect(await page().getByTestId('screen-scanners').count()).toBe(1)
    await page().getByTestId('rail-bench').click()
    await page().getByTestId('phase-no-order').waitFor()
    expect(await page().getByTestId('order-number').count()).toBe(0)
    await page().getByTestId('health').click()
    await page().getByTestId('set-up-scanners').click()
    await page().getByTestId('test-code').waitFor()
  })

  it('what was learnt is taken over with one press, written, and in force at once', async () => {
    for (const name of ['code128', 'ean-13', 'qr'] as const)
      await reads(name, name === 'qr' ? 'garbled' : 'aim-left-in')
    const press = page().getByTestId('scanner-take-over')
    await until('there is something to take over', () => press.isEnabled())
    await press.click()
    await until('it was kept', async () => (await attribute('scanner-kept', 'data-problem')) === '')
    expect(await scannersInFile()).toMatchObject([
      { id: 'hand', port: bench.cable.path, suffix: 'etx', aim: true, charset: 'gb18030' },
    ])
    await until('the port is open again', async () => {
      return (await attribute('scanner-port', 'data-code')) === 'ok'
    })
    for (const name of Object.keys(identifiers) as TestCodeName[]) await reads(name, 'right')
    expect(await page().getByTestId('scanner-aim').first().innerText()).toBe(']Q1 QR')
  })

  it('the bench reads it after that, and without a restart', async () => {
    await odd('HF:QUEUE')
    await bench.station.untilFeedback('scenario-changed')
    await odd(orderNumber)
    await bench.station.untilFeedback('order-opened')
    await odd('HF:LATER')
    await bench.station.untilFeedback('order-set-aside')
  })

  it('the same codes come out of the printer', async () => {
    await odd('HF:SCANNERS')
    await bench.station.untilFeedback('scenario-changed')
    await page().getByTestId('print-test-codes').click()
    await until('they are printed', async () => {
      return (await attribute('sheet-test-codes', 'data-result')) === 'sent'
    })
  })

  it('a separator that is lost on the way is named', async () => {
    await odd(testCodeTexts['gs1-128'].replace('\x1d', ''), ']C1')
    await until('it is named', async () => {
      return (await attribute('test-gs1-128', 'data-problem')) === 'separator-lost'
    })
    await page().getByTestId('test-gs1-128').click()
    expect(await bench.station.text('test-code-verdict')).toMatch(/GS/)
  })
})

it('a scanner that types is tried too, and its missing separator told with the way out', async () => {
  await page().getByTestId('scanner-entry-typed').click()
  // Nothing that was said of the scanner before may be taken for this one's.
  await bench.station.untilFeedback('scenario-changed')
  for (const text of [testCodeTexts.code128, testCodeTexts['gs1-128'].replace('\x1d', '')])
    await bench.station.typeCode(text)
  await until('both are judged', async () => {
    const said = [
      await attribute('test-code128', 'data-problem'),
      await attribute('test-gs1-128', 'data-problem'),
    ]
    if (said.join() === 'right,separator-lost') return true
    throw new Error(said.join())
  })
  expect(await page().getByTestId('screen-scanners').count()).toBe(1)
})

describe('a port that is no scanner of the bench yet', () => {
  async function listenAt(path: string, code: string): Promise<void> {
    await page().getByTestId('scanner-path').fill(path)
    await page().getByTestId('scanner-listen').click()
    await until(`the port is ${code}`, async () => {
      const said = await attribute('scanner-port', 'data-code')
      if (said === code) return true
      throw new Error(`it is ${String(said)}`)
    })
  }

  it('that is not there, or held by another scanner, is told with what to do', async () => {
    await listenAt('/dev/no-such-port', 'port-missing')
    expect(await bench.station.text('add-scanner')).toMatch(/USB-COM/)
    await listenAt(bench.cable.path, 'port-in-use')
    expect(await bench.station.text('add-scanner')).toMatch(/端口/)
    expect(await page().getByTestId('scanner-add').count()).toBe(0)
  })

  it('is tried, named, and reads for the bench from then on', async () => {
    await listenAt(spare.path, 'ok')
    await spare.unplug()
    await until('the pulled cable shows', async () => {
      return (await attribute('scanner-port', 'data-code')) === 'unplugged'
    })
    await spare.plug()
    await until('it is back', async () => (await attribute('scanner-port', 'data-code')) === 'ok')
    const write = (text: string) => spare.write(Buffer.from(text))
    const count = () => page().getByTestId('scanner-read').count()
    for (const [at, code] of ['A-1', 'B-2', 'C-3'].entries()) {
      await write(`${code}\r\n`)
      await until('it was read', async () => (await count()) === at + 1)
      await until('the read is over', async () => {
        const framed = await attribute('learnt-ended', 'data-ended')
        return at < 2 || framed === 'crlf'
      })
    }
    await page().getByTestId('scanner-name').fill('Spare')
    await page().getByTestId('scanner-add').click()
    await page().getByTestId('learnt').waitFor()
    const [, added] = await scannersInFile()
    expect(added).toMatchObject({ name: 'Spare', port: spare.path, suffix: 'crlf' })
    await page()
      .getByTestId(`device-${String(added?.['id'])}`)
      .waitFor()
    await until('it listens', async () => (await attribute('scanner-port', 'data-code')) === 'ok')
    await write('HF:QUEUE\r\n')
    await bench.station.untilFeedback('scenario-changed')
    const orderNumber = await until('an order is offered', async () => {
      const code = await bench.nextCode()
      return code.startsWith('SO-') ? code : null
    })
    await write(`${orderNumber}\r\n`)
    await until('the order opened', async () =>
      (await attribute('feedback', 'data-code'))?.startsWith('order-'),
    )
  })
})
