import { join } from 'node:path'
import type { ApiClient } from '../centre/api-client.ts'
import type { Contact } from '../centre/contact.ts'
import { FeedArchive } from '../centre/feed-archive.ts'
import { createFeedProxy, type FeedProxy } from '../centre/feed-proxy.ts'
import { withPictures } from '../centre/picture-proxy.ts'
import { ProductPictureShelf } from '../centre/product-picture-shelf.ts'
import { openNodeDisk } from '../journal/node-disk.ts'
import type { Log } from '../log/log.ts'
import { centreClock } from './connection.ts'

/** What answering the window's requests needs. */
export interface OwnOriginPorts {
  readonly dataFolder: string
  readonly client: ApiClient
  readonly contact: Contact
  readonly hasRoom: () => boolean
  readonly log: Pick<Log, 'error'>
}

const feedIdleTimeoutMs = 20_000

/** Opens what answers the window's requests under `/v1/`, with the copies on the disk behind it; null when these cannot be opened. */
export async function openOwnOrigin(ports: OwnOriginPorts): Promise<FeedProxy | null> {
  const { dataFolder, client, contact, log } = ports
  const disk = await openNodeDisk(join(dataFolder, 'feed-archive'))
  if (!disk.ok) {
    log.error('feed-archive.unusable', { ...disk.error })
    return null
  }
  const archive = await FeedArchive.open(disk.value, (detail) =>
    log.error('feed-archive.trouble', { detail }),
  )
  const proxy = createFeedProxy({
    ...{ client, contact, archive, clock: centreClock },
    idleTimeoutMs: feedIdleTimeoutMs,
    onStatus: () => undefined,
  })
  return openPictures(proxy, ports)
}

async function openPictures(
  proxy: FeedProxy,
  { dataFolder, client, contact, hasRoom, log }: OwnOriginPorts,
): Promise<FeedProxy> {
  const note = (detail: string): void => log.error('pictures.trouble', { detail })
  const disk = await openNodeDisk(join(dataFolder, 'pictures'))
  if (!disk.ok) {
    note(`${disk.error.operation}: ${disk.error.code}`)
    return proxy
  }
  const shelf = await ProductPictureShelf.open(disk.value, {
    ...{ wallMs: centreClock.wallMs, hasRoom, note },
  })
  return withPictures(proxy, { client, contact, shelf, note })
}
