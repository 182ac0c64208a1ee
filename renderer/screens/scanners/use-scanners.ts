import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import type {
  ConfiguredScannerState,
  Framing,
  FreePort,
  ScannerTrial,
  TestCode,
} from '../../../shared/ipc/scanner-routes.ts'
import { triedPortId } from '../../../shared/ipc/scanner-routes.ts'
import { useServices } from '../services.ts'

/** Everything that the screen knows of scanners and ports, and what it can do with them. */
export interface Scanners {
  readonly scanners: readonly ConfiguredScannerState[]
  readonly ports: readonly FreePort[]
  readonly trials: ReadonlyMap<string, ScannerTrial>
  readonly testCodes: readonly TestCode[]
  readonly listen: (path: string, baudRate: number) => void
  /** Each answers what went wrong, in the words of the system; null = it is in force. */
  readonly takeOver: (scannerId: string, framing: Framing) => Promise<string | null>
  readonly add: (name: string, framing: Framing) => Promise<Added>
}

export type Added = { readonly scannerId: string } | { readonly problem: string }

/** Listens to all scanners for as long as the screen is open. */
export function useScanners(): Scanners {
  const { bridge, trials } = useServices()
  const { listed, look } = useListed()
  const testCodes = useWatching()
  const heard = useSyncExternalStore(
    (listener) => trials.subscribe(listener),
    () => trials.read(),
  )
  return {
    ...{ ...listed, trials: heard, testCodes },
    listen: (path, baudRate) => void bridge.request('scanners.try', { path, baudRate }),
    async takeOver(scannerId, framing) {
      const answer = await bridge.request('scanners.frame', { scannerId, framing })
      await look()
      return answer.ok ? null : answer.error.detail
    },
    async add(name, framing) {
      const answer = await bridge.request('scanners.add', { name, framing })
      if (!answer.ok) return { problem: answer.error.detail }
      trials.forget(triedPortId)
      await look()
      return answer.value
    },
  }
}

/** Scanners and ports, looked for again every other second: the system tells nobody of a cable. */
function useListed() {
  const { bridge } = useServices()
  const [listed, setListed] = useState<Pick<Scanners, 'scanners' | 'ports'>>(nothing)
  const look = useCallback(async () => {
    const answer = await bridge.request('scanners.list', {})
    if (answer.ok) setListed(answer.value)
  }, [bridge])
  useEffect(() => {
    void look()
    const timer = setInterval(() => void look(), lookEveryMs)
    return () => clearInterval(timer)
  }, [look])
  return { listed, look }
}

/** Has main tell what it hears; answers the codes to try a scanner with. */
function useWatching(): readonly TestCode[] {
  const { bridge, trials } = useServices()
  const [testCodes, setTestCodes] = useState<readonly TestCode[]>([])
  useEffect(() => {
    trials.clear()
    void bridge.request('scanners.watch', { isOn: true })
    void bridge.request('scanners.testCodes', {}).then((answer) => {
      if (answer.ok) setTestCodes(answer.value.codes)
    })
    return () => void bridge.request('scanners.watch', { isOn: false })
  }, [bridge, trials])
  return testCodes
}

const nothing = { scanners: [], ports: [] }

/** A cable that was just plugged in should show soon, ms. */
const lookEveryMs = 2_000
