import { SerialPortMock } from 'serialport'
import type {
  SerialDriver,
  SerialHandle,
  SerialPortFacts,
} from '../../electron/main/devices/serial-driver.ts'

/** Ports of a machine that is not there. The real stream class of serialport runs on top of a binding in memory. */
export interface FakePorts extends SerialDriver {
  readonly plug: (facts: SerialPortFacts) => void
  /** Opening that path fails with the system's words from now on. */
  readonly refuse: (path: string, words: string) => void
  /** The cable is pulled in a way that the stream does not notice: only the control lines answer with an error. */
  readonly hangUp: (path: string) => void
  readonly failListing: (words: string) => void
}

/** Builds a machine without any port. `SerialPortMock` keeps ports for the process, so paths must differ by test. */
export function createFakePorts(): FakePorts {
  const present = new Map<string, SerialPortFacts>()
  const refused = new Map<string, string>()
  const hung = new Set<string>()
  let listingFails = ''
  return {
    list: () =>
      listingFails === ''
        ? Promise.resolve([...present.values()])
        : Promise.reject(new Error(listingFails)),
    create: (line): SerialHandle => {
      const words = refused.get(line.path)
      const port = new SerialPortMock({ ...line, autoOpen: false })
      if (words !== undefined) port.open = (done) => done?.(new Error(words))
      const get = port.get.bind(port)
      port.get = (done) => {
        if (hung.has(line.path)) done(new Error('Error: Input/output error, cannot get'))
        else get(done)
      }
      return port
    },
    plug: (facts) => {
      present.set(facts.path, facts)
      SerialPortMock.binding.createPort(facts.path, { record: true })
    },
    refuse: (path, words) => {
      refused.set(path, words)
    },
    hangUp: (path) => {
      hung.add(path)
    },
    failListing: (words) => {
      listingFails = words
    },
  }
}
