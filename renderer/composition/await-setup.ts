import type { HoldfastBridge } from '../../shared/ipc/bridge.ts'
import type { StationSetup } from '../../shared/ipc/station-routes.ts'
import type { SetupServices } from '../app.tsx'
import { createValue } from './value.ts'

/** The set-up phase of a window. */
export interface SetupPhase {
  /** Takes the set-up screen away, if it was ever shown. */
  end(): void
  /** The set-up screen for a hindrance that only the window knows of. */
  hindered(detail: string): SetupServices
}

const notYet: StationSetup = { state: 'starting', detail: '', language: 'zh' }

/** Resolves when the station can work. Until then the set-up screen tells what it waits for. */
export async function awaitSetup(
  main: HoldfastBridge,
  show: (services: SetupServices) => () => void,
): Promise<SetupPhase> {
  const setup = createValue(notYet)
  const endSubscription = main.subscribe('setup.changed', setup.write)
  const asked = await main.request('station.setup', {})
  if (asked.ok) setup.write(asked.value)
  const { language } = setup.read()
  let takeAway = (): void => undefined
  if (setup.read().state !== 'ready') {
    takeAway = show({ setup, bridge: main, language })
    await new Promise<void>((resolve) => {
      const check = (): void => {
        if (setup.read().state === 'ready') resolve()
      }
      setup.subscribe(check)
      check()
    })
  }
  endSubscription()
  return {
    end: () => takeAway(),
    hindered: (detail) => ({
      setup: createValue({ ...setup.read(), state: 'centre-failed', detail }),
      bridge: main,
      language,
    }),
  }
}
