import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import {
  createRenderClient,
  type RenderClient,
} from '../../../electron/main/print/render-client.ts'
import { plainProfile } from '../../../electron/main/print/printer-profiles.ts'
import { renderLabel } from '../../../electron/main/print/render-label.ts'
import { readZpl } from '../../fakes/zpl-picture.ts'
import { labelFonts, labelPainter } from '../label/label-fonts.ts'
import { requestOf } from './print-bench.ts'

const clients: RenderClient[] = []
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.stop()))
})

function clientOf(workerUrl: URL): RenderClient {
  const client = createRenderClient({ workerUrl, fonts: labelFonts })
  clients.push(client)
  return client
}

const realWorker = new URL('../../../electron/main/print/label-renderer.ts', import.meta.url)
const profile = plainProfile('zpl', 203)

describe('the renderer in its worker thread', () => {
  it('gives bytes that hold exactly the picture it shows, and their hash', async () => {
    const client = clientOf(realWorker)
    client.start()
    const rendered = await client.render(requestOf({ printJobId: 'job-1' }), profile)
    if (!rendered.ok) throw new Error(rendered.error.code)
    const { bytes, documentHash, picture } = rendered.value
    expect(documentHash).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect(Buffer.compare(readZpl(bytes).picture.bits, picture?.bits ?? Buffer.alloc(0))).toBe(0)
    expect(picture).toMatchObject({ widthDots: 800, heightDots: 1_200, dotsPerInch: 203 })
    const here = renderLabel(requestOf({ printJobId: 'job-1' }), profile, labelPainter)
    expect(here.ok && here.value.documentHash).toBe(documentHash)
  })

  it('keeps questions and answers together, refusals among them', async () => {
    const client = clientOf(realWorker)
    const names = ['张*三', '𠮷', '李*四', 'ก']
    const answers = await Promise.all(
      names.map((name) => client.render(requestOf({ printJobId: name, name }), profile)),
    )
    expect(answers.map((each) => each.ok)).toEqual([true, false, true, false])
    const missing = answers.flatMap((each) => (each.ok ? [] : [each.error]))
    expect(missing).toMatchObject([{ character: '𠮷' }, { character: 'ก' }])
  })
})

/** A worker that dies over one name and answers all others with a refusal that carries it. */
const mortal = new URL(
  `data:text/javascript,${encodeURIComponent(`
  import { parentPort } from 'node:worker_threads'
  parentPort.on('message', ({ request }) => {
    const { name } = request.data.recipient
    if (name === 'die') process.exit(3)
    const error = { code: 'text-does-not-fit', field: name }
    parentPort.postMessage({ ok: false, error })
  })
`)}`,
)

describe('a renderer that dies', () => {
  it('fails the label that kills it and serves the next', async () => {
    const client = clientOf(mortal)
    expect(await client.render(requestOf({ printJobId: '1', name: 'die' }), profile)).toEqual({
      ok: false,
      error: { code: 'renderer-stopped', detail: 'exit code 3' },
    })
    expect(await client.render(requestOf({ printJobId: '2', name: 'live' }), profile)).toEqual({
      ok: false,
      error: { code: 'text-does-not-fit', field: 'live' },
    })
  })

  it('answers what it was asked beside the label that kills it', async () => {
    const client = clientOf(mortal)
    const die = client.render(requestOf({ printJobId: '1', name: 'die' }), profile)
    const live = client.render(requestOf({ printJobId: '2', name: 'live' }), profile)
    expect(await live).toMatchObject({ error: { code: 'text-does-not-fit', field: 'live' } })
    expect(await die).toMatchObject({ error: { code: 'renderer-stopped' } })
  })

  it('is not started again for what still waits when the program closes', async () => {
    const client = clientOf(mortal)
    const waiting = ['1', '2'].map((printJobId) =>
      client.render(requestOf({ printJobId, name: 'live' }), profile),
    )
    await client.stop()
    for (const answer of await Promise.all(waiting))
      expect(answer).toMatchObject({ error: { code: 'renderer-stopped' } })
  })

  it('that cannot even start is told, not waited for', async () => {
    const client = clientOf(new URL('data:text/javascript,throw new Error("no fonts")'))
    expect(await client.render(requestOf({ printJobId: '1' }), profile)).toEqual({
      ok: false,
      error: { code: 'renderer-stopped', detail: 'no fonts' },
    })
  })
})
