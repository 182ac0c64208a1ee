import type { DeviceHealth } from '../../../shared/ipc/station-routes.ts'
import type { ScannerSettings } from '../settings/scanner-settings.ts'
import { createFrameReader } from './frame-reader.ts'
import { describePort } from './port-identity.ts'
import { deviceHealth, type Scanner } from './scanner.ts'
import { keepPortOpen, type ByteSink, type SerialDevicePorts } from './serial-device.ts'

/** Builds a scanner on a serial port. It reopens the port for as long as it is not closed, however often it vanishes. */
export function createSerialScanner(settings: ScannerSettings, ports: SerialDevicePorts): Scanner {
  const stopping = new AbortController()
  let health = deviceHealth('scanner', settings, 'opening', describePort(settings.port))
  let running: Promise<void> = Promise.resolve()
  return {
    scannerId: settings.id,
    health: () => health,
    start: (listener, signal) => {
      if (signal.aborted) return
      signal.addEventListener('abort', () => stopping.abort(), { once: true })
      const tell = (code: DeviceHealth['code'], detail: string): void => {
        const next = deviceHealth('scanner', settings, code, detail)
        const same = next.code === health.code && next.detail === health.detail
        health = next
        if (!same) listener.onHealth(next)
      }
      const openSink = (): ByteSink => {
        const reader = createFrameReader(settings, ports.clock, listener.onFrame)
        const push = (bytes: Uint8Array): void => {
          listener.onBytes?.(bytes)
          reader.push(bytes)
        }
        return { push, close: reader.close }
      }
      running = keepPortOpen(settings, ports, openSink, tell, stopping.signal)
    },
    close: () => {
      stopping.abort()
      return running
    },
  }
}
