import type { Result } from '../../../shared/domain/result.ts'
import type { WaveResponse } from '../../../shared/protocol/wave.ts'
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

/** Orders in one wave: what a bench packs in an hour or two. */
const waveSize = 20

/**
 * Claims waves, one at a time. Until an answer has come the same request is repeated, so a lost answer gives no second wave; and
 * whatever was claimed comes with the feed in any case.
 */
export function createWaveClaims(
  options: WaveClaimOptions,
): () => Promise<Result<WaveResponse, CentreFault>> {
  const { client, contact, stationId, newRequestId } = options
  let pending: string | null = null
  let running: Promise<Result<WaveResponse, CentreFault>> | null = null

  async function claim(): Promise<Result<WaveResponse, CentreFault>> {
    pending ??= newRequestId()
    const answer = await client.claimWave(stationId, { requestId: pending, size: waveSize })
    if (answer.ok) contact.noteAnswer('station')
    else contact.noteFault(answer.error)
    // What was refused was refused for ever; only silence leaves it open whether it was heard.
    if (answer.ok || answer.error.kind === 'refused') pending = null
    return answer
  }

  return () => {
    running ??= claim().finally(() => {
      running = null
    })
    return running
  }
}
