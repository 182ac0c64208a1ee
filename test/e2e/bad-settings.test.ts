import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiFaultCode } from '../../shared/protocol/fault.ts'
import { until } from '../wait/until.ts'
import { createStationApp, type StationApp } from './station-app.ts'

interface Answer {
  readonly status: number
  readonly body: unknown
}

/** Words of a person's language, not only codes of a program's. */
const words = /\p{Script=Han}{2}/u

function refusal(status: number, code: ApiFaultCode, message: string): Answer {
  return { status, body: { error: { code, message, remedy: 'Ask the centre.' } } }
}

describe('what a person sees when a station is set up wrongly', () => {
  let folder: string
  let centre: Server
  let station: StationApp | null = null
  let answer: (path: string) => Answer

  const remote = (pairingCode: string) => ({
    version: 1,
    centre: {
      kind: 'remote',
      url: `http://127.0.0.1:${String((centre.address() as AddressInfo).port)}`,
      pairingCode,
    },
  })

  async function start(
    name: string,
    settings: Readonly<Record<string, unknown>> | string,
  ): Promise<StationApp> {
    await station?.quit()
    station = await createStationApp(join(folder, name), settings)
    await station.start()
    return station
  }

  /** The set-up screen in one state: it names the thing, says what to do, and gives the cause for who repairs it. */
  async function told(shown: StationApp, state: string): Promise<string> {
    await shown.page().getByTestId(`setup-${state}`).waitFor()
    const text = await shown.text(`setup-${state}`)
    expect(text.split('\n').filter((line) => words.test(line)).length).toBeGreaterThanOrEqual(3)
    return text
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'holdfast-bad-settings-'))
    centre = createServer((request, response) => {
      const { status, body } = answer(request.url ?? '')
      response.writeHead(status, { 'content-type': 'application/json' })
      request.resume().once('end', () => response.end(JSON.stringify(body)))
    })
    centre.listen(0, '127.0.0.1')
    await once(centre, 'listening')
  })

  afterAll(async () => {
    await station?.quit()
    centre.closeAllConnections()
    centre.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('a settings file with a typing mistake: the file, the place and the remedy', async () => {
    const shown = await start('typing', '{ "version": 1, "stationName": "3"\n  "language": "zh" }')
    const text = await told(shown, 'settings-invalid')
    expect(text).toContain(join(folder, 'typing', 'station.json'))
    expect(text).toMatch(/line 2|position \d+/)
    expect(text).toContain('comma')
  })

  it('a wrong pairing code: asks for another, and a centre of another version: says which side is older', async () => {
    answer = () => refusal(403, 'pairing-code-invalid', 'This pairing code is unknown.')
    const shown = await start('pairing', remote('WRONG-CODE'))
    expect(await told(shown, 'pairing-code-refused')).toContain('This pairing code is unknown.')
    answer = () =>
      refusal(426, 'protocol-unsupported', 'The station speaks protocol 1; this centre 2.')
    await shown.page().getByTestId('pairing-code').fill('GOOD-CODE')
    await shown.page().getByTestId('pair').click()
    expect(await told(shown, 'protocol-unsupported')).toContain('this centre 2')
  })

  it('a token that the centre does not know any more: in the status bar, with the remedy in full', async () => {
    const enrolled = { stationId: 's1', stationName: '3', warehouse: 'main', token: 't' }
    answer = (path) =>
      path === '/v1/stations/enrol'
        ? { status: 200, body: enrolled }
        : refusal(401, 'unauthorized', 'This centre does not know the token.')
    const shown = await start('token', remote('GOOD-CODE'))
    const age = shown.page().getByTestId('contact-age')
    await until('the status bar says why', async () => (await age.innerText()).includes('令牌'))
    await shown.page().getByTestId('health').click()
    const dialog = await shown.page().getByRole('dialog').innerText()
    expect(dialog).toContain('新的配对码')
    expect(await shown.text('screen-queue')).toContain('中心不接受')
  })
})
