import { createIpcHandlers } from '../../../electron/main/composition/ipc-handlers.ts'
import type { WorkingStation } from '../../../electron/main/composition/working-station.ts'
import { createSetupBoard } from '../../../electron/main/composition/setup-board.ts'
import { fail } from '../../../shared/domain/result.ts'

/** The handlers over a station of which only these parts are there. */
export function handlersOf(parts: Partial<WorkingStation>) {
  return createIpcHandlers({
    setup: createSetupBoard(() => undefined),
    // Whoever touches another part fails with its name.
    station: () => parts as WorkingStation,
    health: () => {
      throw new Error('not asked')
    },
    pair: () => Promise.resolve(fail('no')),
    saveLanguage: () => Promise.resolve(fail('no')),
  })
}
