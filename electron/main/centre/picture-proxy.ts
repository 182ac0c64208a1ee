import { pictureTypeOf } from '../../../shared/domain/product-picture.ts'
import type { ApiClient } from './api-client.ts'
import { describeCentreFault } from './centre-fault.ts'
import type { Contact } from './contact.ts'
import { answerError, type FeedProxy } from './feed-proxy.ts'
import { isPictureOf, type ProductPictureShelf } from './product-picture-shelf.ts'

/** What answering for pictures needs. */
export interface PictureProxyPorts {
  readonly client: Pick<ApiClient, 'picture'>
  readonly contact: Pick<Contact, 'report'>
  readonly shelf: Pick<ProductPictureShelf, 'find' | 'keep' | 'hasRoom'>
  /** Told, for the log, of bytes that are not the picture that was asked for; once for each picture. */
  readonly note: (detail: string) => void
}

const picturePath = /^\/v1\/pictures\/([0-9a-f]{64})$/

/**
 * Lets a proxy answer for pictures of goods too: from the disk first, else from the centre. A GET shows one; a HEAD has it kept for
 * later, and succeeds only if it is. How pictures get on says nothing of the contact with the centre, so that is left alone.
 */
export function withPictures(proxy: FeedProxy, ports: PictureProxyPorts): FeedProxy {
  const told = new Set<string>()
  const noteOnce = (hash: string, detail: string): void => {
    if (!told.has(hash)) ports.note(`${hash}: ${detail}`)
    told.add(hash)
  }
  return (request) => {
    const [, hash] = picturePath.exec(new URL(request.url).pathname) ?? []
    const isAsked = request.method === 'GET' || request.method === 'HEAD'
    return hash !== undefined && isAsked
      ? answerPicture({ ...ports, noteOnce }, hash, request)
      : proxy(request)
  }
}

async function answerPicture(
  {
    client,
    contact,
    shelf,
    noteOnce,
  }: PictureProxyPorts & { readonly noteOnce: (hash: string, detail: string) => void },
  hash: string,
  { method, signal }: Pick<Request, 'method' | 'signal'>,
): Promise<Response> {
  const forLater = method === 'HEAD'
  const kept = await shelf.find(hash)
  if (kept) return showPicture(kept, forLater)
  if (forLater && !shelf.hasRoom()) return notKept()
  if (contact.report().state === 'offline') return notNow('The centre does not answer.')
  const asked = await client.picture(hash, signal)
  if (!asked.ok) {
    const { error } = asked
    if (error.kind !== 'refused') return notNow(describeCentreFault(error))
    const { status, code, message, remedy } = error
    return answerError(status, { code, message, remedy })
  }
  const bytes = asked.value
  if (!isPictureOf(hash, bytes)) {
    noteOnce(hash, `${String(bytes.length)} bytes that are not it`)
    return notNow('What came is not the picture that was asked for.')
  }
  const isKept = await shelf.keep(hash, bytes)
  return forLater && !isKept ? notKept() : showPicture(bytes, forLater)
}

function showPicture(bytes: Uint8Array<ArrayBuffer>, forLater: boolean): Response {
  const headers = {
    'content-type': pictureTypeOf(bytes) ?? 'application/octet-stream',
    'cache-control': 'private, max-age=31536000, immutable',
  }
  return new Response(forLater ? null : bytes, { headers })
}

function notNow(message: string): Response {
  const remedy = 'Work goes on without the picture; it is tried again by itself.'
  return answerError(503, { code: 'busy', message, remedy })
}

function notKept(): Response {
  const remedy = 'Make room on the disk of this station.'
  return answerError(507, { code: 'busy', message: 'There is no room for pictures.', remedy })
}
