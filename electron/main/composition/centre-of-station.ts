import { randomUUID } from 'node:crypto'
import { startEmbeddedCentre } from '../embedded-centre/start-embedded-centre.ts'
import type { Log } from '../log/log.ts'
import type { StationSettings } from '../settings/station-settings.ts'
import type { CentreAddress } from './centre-address.ts'
import type { SetupBoard } from './setup-board.ts'

/** The centre as this station reaches it: another computer's, or its own. */
export interface CentreOfStation {
  /** A code that nobody has to type; null while there is none. */
  pairingCode(): Promise<string | null>
  /** Has the office of this computer's own centre cancel an order; false = it did not, or another computer is the centre. */
  cancelOrder(orderNumber: string): Promise<boolean>
  close(): Promise<void>
}

/** What starting it needs. */
export interface CentreSurroundings {
  readonly address: CentreAddress
  readonly setup: SetupBoard
  readonly log: Log
  readonly dataFolder: string
  /** The built `centre.js`. */
  readonly modulePath: string
  /** Where an empty database is kept, which saves the slow creation of the next one. */
  readonly preparedArchive: string
  /** Folder with pictures of the demo shop's goods. */
  readonly demoPictures: string
}

/** Starts the centre inside the app, or takes the address of another one from the settings. */
export function startCentreOf(
  centre: StationSettings['centre'],
  surroundings: CentreSurroundings,
): CentreOfStation {
  if (centre.kind === 'embedded') return startOwnCentre(surroundings)
  surroundings.address.write(centre.url)
  return {
    pairingCode: () => Promise.resolve(centre.pairingCode ?? null),
    cancelOrder: () => Promise.resolve(false),
    close: () => Promise.resolve(),
  }
}

function startOwnCentre(surroundings: CentreSurroundings): CentreOfStation {
  const { address, setup, log, dataFolder, modulePath, preparedArchive, demoPictures } =
    surroundings
  let office: { readonly url: string; readonly adminToken: string } | null = null
  const embedded = startEmbeddedCentre({
    dataDirectory: dataFolder,
    modulePath,
    ...{ preparedArchive, demoPictures, seedDemo: true },
    onOutput: (text) => log.info('centre.output', { text }),
    onState: (centre) => {
      office = centre.state === 'ready' ? centre : null
      address.write(centre.state === 'ready' ? centre.url : null)
      // A station that works already goes on without its centre; only the first start has to wait for it.
      if (setup.read().state === 'ready') return
      if (centre.state === 'preparing') setup.write('preparing-centre', centre.detail)
      if (centre.state === 'failed')
        setup.write('centre-failed', `${centre.message} ${centre.remedy}`)
    },
  })
  return {
    pairingCode: () => embedded.createPairingCode(),
    cancelOrder: (orderNumber) => (office ? cancelAt(office, orderNumber) : Promise.resolve(false)),
    close: () => embedded.close(),
  }
}

async function cancelAt(
  { url, adminToken }: { readonly url: string; readonly adminToken: string },
  orderNumber: string,
): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/v1/orders/${encodeURIComponent(orderNumber)}/cancel`, {
      method: 'POST',
      headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ requestId: randomUUID() }),
    })
    return answer.ok
  } catch {
    return false
  }
}
