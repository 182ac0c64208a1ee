import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import type { StationSetup } from '../../../shared/ipc/station-routes.ts'
import type { ApiClient } from '../centre/api-client.ts'
import { describeCentreFault } from '../centre/centre-fault.ts'
import {
  enrol,
  loadEnrolment,
  type Enrolment,
  type EnrolFault,
  type EnrolmentPlace,
} from '../centre/enrol.ts'
import type { SetupBoard } from './setup-board.ts'

/** What enrolling needs. */
export interface EnrollingPorts {
  readonly client: Pick<ApiClient, 'enrol'>
  readonly place: EnrolmentPlace
  readonly stationName: string
  readonly setup: SetupBoard
  /** A code that needs nobody to type it: from the settings, or from the centre inside the app. */
  readonly ownPairingCode: () => Promise<string | null>
  /** Whether a person has to type a code when there is no other. */
  readonly asksPerson: boolean
  /** Waits before the next try, ms. */
  readonly wait: (ms: number) => Promise<void>
  readonly isClosing: () => boolean
}

const retryMs = 1_000

/**
 * Answers this station's enrolment: the kept one, or a new one, tried until it works. Every state on the way is told. A station
 * that is enrolled needs no centre to start.
 */
export async function obtainEnrolment(ports: EnrollingPorts): Promise<Enrolment | null> {
  const kept = await loadEnrolment(ports.place)
  if (kept.ok && kept.value) return kept.value
  if (!kept.ok) ports.setup.write('pairing-code-needed', describeEnrolFault(kept.error))
  let refusedCode: string | null = null
  while (!ports.isClosing()) {
    const code = await ports.ownPairingCode()
    if (code !== null && code !== refusedCode) {
      const enrolled = await enrolWith(ports, code)
      if (enrolled.ok) return enrolled.value
      if (enrolled.error === 'pairing-code-refused') refusedCode = code
    } else if (code === null && ports.asksPerson && ports.setup.read().state === 'starting') {
      ports.setup.write('pairing-code-needed')
    }
    const paired = await loadEnrolment(ports.place)
    if (paired.ok && paired.value) return paired.value
    await ports.wait(retryMs)
  }
  return null
}

/** Tries one pairing code and tells how it went. */
export async function enrolWith(
  ports: Pick<EnrollingPorts, 'client' | 'place' | 'stationName' | 'setup'>,
  pairingCode: string,
): Promise<Result<Enrolment, StationSetup['state']>> {
  const { client, place, stationName, setup } = ports
  setup.write('enrolling')
  const enrolled = await enrol(client, place, { pairingCode, stationName })
  if (enrolled.ok) return succeed(enrolled.value)
  const state = setupStateOf(enrolled.error)
  setup.write(state, describeEnrolFault(enrolled.error))
  return fail(state)
}

function setupStateOf(fault: EnrolFault): StationSetup['state'] {
  if (fault.kind === 'refused' && fault.code === 'protocol-unsupported')
    return 'protocol-unsupported'
  if (fault.kind === 'refused') return 'pairing-code-refused'
  return fault.kind === 'storage' ? 'pairing-code-needed' : 'centre-unreachable'
}

function describeEnrolFault(fault: EnrolFault): string {
  return fault.kind === 'storage' ? fault.detail : describeCentreFault(fault)
}
