import { startEmbeddedCentre } from '../embedded-centre/start-embedded-centre.ts'
import type { Log } from '../log/log.ts'
import type { StationSettings } from '../settings/station-settings.ts'
import type { CentreAddress } from './centre-address.ts'
import type { SetupBoard } from './setup-board.ts'

/** The centre as this station reaches it: another computer's, or its own. */
export interface CentreOfStation {
  /** A code that nobody has to type; null while there is none. */
  pairingCode(): Promise<string | null>
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
    close: () => Promise.resolve(),
  }
}

function startOwnCentre(surroundings: CentreSurroundings): CentreOfStation {
  const { address, setup, log, dataFolder, modulePath, preparedArchive } = surroundings
  const embedded = startEmbeddedCentre({
    dataDirectory: dataFolder,
    modulePath,
    preparedArchive,
    seedDemo: true,
    onOutput: (text) => log.info('centre.output', { text }),
    onState: (centre) => {
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
    close: () => embedded.close(),
  }
}
