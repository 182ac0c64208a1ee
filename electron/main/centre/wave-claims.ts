import type { Result } from '../../../shared/domain/result.ts'
import type { WaveChoice, WaveRequest, WaveResponse } from '../../../shared/protocol/wave.ts'
import type { ApiClient } from './api-client.ts'
import type { CentreFault } from './centre-fault.ts'
import type { Contact } from './contact.ts'

/** What claiming waves needs. */
export interface WaveClaimOptions {
  readonly client: Pick<ApiClient, 'claimWave'>
  readonly contact: Contact
  readonly stationId: string
  readonly newRequestId: () => string
}

/**
 * Claims waves, one at a time. Until an answer has come the same request is repeated, so a lost answer gives no second wave; and
 * whatever was claimed comes with the feed in any case.
 */
export function createWaveClaims(
  options: WaveClaimOptions,
): (choice: WaveChoice) => Promise<Result<WaveResponse, CentreFault>> {
  const { client, contact, stationId, newRequestId } = options
  let pending: WaveRequest | null = null
  let running: Promise<Result<WaveResponse, CentreFault>> | null = null

  async function claim(choice: WaveChoice): Promise<Result<WaveResponse, CentreFault>> {
    // As it was asked for first: the centre may have given that wave already.
    pending ??= { requestId: newRequestId(), ...choice }
    const answer = await client.claimWave(stationId, pending)
    if (answer.ok) contact.noteAnswer('station')
    else contact.noteFault(answer.error)
    // What was refused was refused for ever; only silence leaves it open whether it was heard.
    if (answer.ok || answer.error.kind === 'refused') pending = null
    return answer
  }

  return (choice) => {
    running ??= claim(choice).finally(() => {
      running = null
    })
    return running
  }
}
