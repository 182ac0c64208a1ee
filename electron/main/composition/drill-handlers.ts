import { succeed } from '../../../shared/domain/result.ts'
import type { IpcAnswer } from '../../../shared/ipc/faults.ts'
import type { IpcOutput } from '../../../shared/ipc/routes.ts'
import type { IpcHandlers } from '../ipc/router.ts'
import { refuse, type AtWork, type WorkingStation } from './working-station.ts'

type DrillRoutes = Extract<keyof IpcHandlers, `drill.${string}`>

/** The handlers of a training. A bench with real devices only is never put into trouble on purpose. */
export function createDrillHandlers(working: AtWork): Pick<IpcHandlers, DrillRoutes> {
  const training: typeof working = (use) =>
    working((station) =>
      station.virtualScanner
        ? use(station)
        : refuse('not-available', 'this station has no virtual scanner'),
    )
  return {
    'drill.read': () => training((station) => state(station)),
    'drill.set': ({ fault, isOn }) =>
      training((station) => {
        station.drill.set(fault, isOn)
        return state(station)
      }),
    'drill.cancelOrder': ({ orderNumber }) =>
      training(async ({ cancelOrder }) =>
        (await cancelOrder(orderNumber))
          ? succeed({})
          : refuse('not-available', 'the centre of this computer did not cancel it'),
      ),
  }
}

function state({ drill }: WorkingStation): IpcAnswer<IpcOutput<'drill.read'>> {
  return succeed({ faults: [...drill.faults()] })
}
