import { testCodeNames, testCodeSources } from '../../../shared/domain/test-codes.ts'
import { succeed } from '../../../shared/domain/result.ts'
import type { TestCode } from '../../../shared/ipc/scanner-routes.ts'
import type { IpcAnswer } from '../../../shared/ipc/faults.ts'
import type { IpcHandlers } from '../ipc/router.ts'
import type { ScannerSetUp } from './scanner-set-up.ts'
import { emptyAnswer, refuse, type AtWork } from './working-station.ts'

/** Drawing symbols is not loaded before somebody sets a scanner up. */
async function drawTestCodes(): Promise<readonly TestCode[]> {
  const { encodeSymbol } = await import('../../../shared/label/symbology.ts')
  return testCodeNames.flatMap((name): readonly TestCode[] => {
    const encoded = encodeSymbol(name, testCodeSources[name])
    if (!encoded.ok || encoded.value.kind === 'hexagons') return []
    if (encoded.value.kind === 'bars')
      return [{ name, symbol: { kind: 'bars', widths: [...encoded.value.widths] } }]
    const { columns, modules } = encoded.value
    return [{ name, symbol: { kind: 'matrix', columns, modules: [...modules] } }]
  })
}

type ScannerRoutes = Extract<keyof IpcHandlers, `scanners.${string}`>

/** The handlers of the screen on which scanners are set up. */
export function createScannerHandlers(working: AtWork): Pick<IpcHandlers, ScannerRoutes> {
  const settingUp = <Value>(use: (setUp: ScannerSetUp) => Promise<IpcAnswer<Value>>) =>
    working<Value>(({ scannerSetUp }) =>
      scannerSetUp ? use(scannerSetUp) : refuse('not-available', 'no serial ports are open here'),
    )
  return {
    'scanners.list': () =>
      settingUp(async (setUp) =>
        succeed({ scanners: [...setUp.scanners()], ports: [...(await setUp.ports())] }),
      ),
    'scanners.testCodes': async () => succeed({ codes: [...(await drawTestCodes())] }),
    'scanners.watch': ({ isOn }) =>
      settingUp(async ({ trials }) => {
        await trials.watch(isOn)
        return succeed({})
      }),
    'scanners.try': ({ path, baudRate }) =>
      settingUp(async ({ trials }) => {
        await trials.tryPort(path, baudRate)
        return succeed({})
      }),
    'scanners.frame': ({ scannerId, framing }) =>
      settingUp(async (setUp) =>
        emptyAnswer(await setUp.frame(scannerId, framing), 'not-available'),
      ),
    'scanners.add': ({ name, framing }) =>
      settingUp(async (setUp) => {
        const added = await setUp.add(name, framing)
        return added.ok ? succeed({ scannerId: added.value }) : refuse('not-available', added.error)
      }),
  }
}
