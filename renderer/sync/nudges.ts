import { askFeed, type AskPorts } from './ask-feed.ts'
import { backoffMs } from './backoff.ts'
import { chunksOf } from './chunk-source.ts'

/** What listening needs from outside. */
export interface NudgePorts extends AskPorts {
  /** From 0 up to 1. */
  random(): number
  /** There may be news, or nobody tells of them any more. */
  onNudge(): void
}

/** Whether the centre tells when its feed grows. */
export interface Nudges {
  isLive(): boolean
}

/** The centre says something every 10 s; after three times of silence the line is dead, ms. */
const silenceMs = 30_000
/** Longest wait between two tries, ms. Meanwhile the pull asks by itself. */
const longestWaitMs = 60_000

/** Listens to the centre's nudges until the signal is aborted. Nothing is lost by not hearing one. */
export function listenForNudges(ports: NudgePorts, signal: AbortSignal): Nudges {
  const state = { isLive: false }
  void listen(ports, state, signal)
  return { isLive: () => state.isLive }
}

async function listen(
  ports: NudgePorts,
  state: { isLive: boolean },
  signal: AbortSignal,
): Promise<void> {
  let failures = 0
  while (!signal.aborted) {
    const request = new AbortController()
    const hasHeard = await follow(ports, state, AbortSignal.any([signal, request.signal]))
    request.abort()
    if (state.isLive) {
      state.isLive = false
      // Ends the long wait of a pull that counted on being told.
      ports.onNudge()
    }
    failures = hasHeard ? 1 : failures + 1
    await ports.wait(backoffMs(failures, ports.random(), longestWaitMs), signal)
  }
}

/** One connection, to its end; answers whether anything was heard. */
async function follow(
  ports: NudgePorts,
  state: { isLive: boolean },
  signal: AbortSignal,
): Promise<boolean> {
  const answer = await askFeed(ports, '/v1/nudges', signal)
  if (!answer.ok) return false
  const next = chunksOf(answer.value.body, ports.wait, silenceMs)
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const chunk = await next()
    if (!chunk.ok || chunk.value === null) return state.isLive
    const lines = (rest + decoder.decode(chunk.value, { stream: true })).split('\n')
    rest = (lines.pop() ?? '').slice(-longestLine)
    if (!state.isLive && !lines.some((line) => line.startsWith(':'))) return false
    // What happened before this connection stood was told to nobody.
    if (!state.isLive || lines.includes('event: nudge')) ports.onNudge()
    state.isLive = true
  }
}

/** Nothing that matters is longer. */
const longestLine = 1_000
