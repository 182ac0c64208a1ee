import type { DeviceHealth } from '../../../../shared/ipc/station-routes.ts'
import type { ScaleSettings } from '../../settings/scale-settings.ts'
import { describePort } from '../port-identity.ts'
import { deviceHealth } from '../scanner.ts'
import { keepPortOpen, type SerialDevicePorts } from '../serial-device.ts'
import { readerOf } from './framings.ts'
import { createSteadiness, type SteadyWeight } from './steady-weight.ts'

/** A scale whose readings are told as they change. */
export interface Scale {
  readonly health: () => DeviceHealth
  /** Ends listening; answers when the port is free again. */
  readonly close: () => Promise<void>
}

export interface ScaleListener {
  /** The weight changed, or came to rest. */
  readonly onWeight: (weight: SteadyWeight) => void
  readonly onHealth: () => void
}

/** Starts a scale on a serial port. It goes on trying to open its port until it is closed. */
export function startSerialScale(
  settings: ScaleSettings,
  ports: SerialDevicePorts,
  listener: ScaleListener,
): Scale {
  const stopping = new AbortController()
  let health = deviceHealth('scale', settings, 'opening', describePort(settings.port))
  const tell = (code: DeviceHealth['code'], detail: string): void => {
    if (code === health.code && detail === health.detail) return
    health = deviceHealth('scale', settings, code, detail)
    listener.onHealth()
  }
  const openSink = () => {
    const reader = readerOf(settings.framing)
    const steadiness = createSteadiness(ports.clock.nowMs)
    return {
      push: (bytes: Uint8Array) => {
        for (const reading of reader.take(bytes)) {
          const weight = steadiness(reading)
          if (weight) listener.onWeight(weight)
        }
      },
      close: () => undefined,
    }
  }
  const running = keepPortOpen(settings, ports, openSink, tell, stopping.signal)
  return {
    health: () => health,
    close: () => {
      stopping.abort()
      return running
    },
  }
}
