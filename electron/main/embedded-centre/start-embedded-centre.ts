import { utilityProcess } from 'electron'
import {
  superviseCentre,
  type CentreChild,
  type EmbeddedCentre,
  type EmbeddedCentreOptions,
} from './embedded-centre.ts'

/** What the app decides about the centre inside it. */
export type StartOptions = Pick<
  EmbeddedCentreOptions,
  'dataDirectory' | 'preparedArchive' | 'seedDemo' | 'demoPictures' | 'onState'
> & {
  /** Path of the built `centre.js`, which stands beside the built main script. */
  readonly modulePath: string
  /** What the centre's process writes to its output, for the log. */
  readonly onOutput: (text: string) => void
}

/** Runs a centre in a process of its own, reachable from this computer only. */
export function startEmbeddedCentre(options: StartOptions): EmbeddedCentre {
  return superviseCentre({
    ...options,
    fork: () => forkCentre(options),
    later: (run, delayMs) => {
      const timer = setTimeout(run, delayMs)
      return () => {
        clearTimeout(timer)
      }
    },
  })
}

function forkCentre({ modulePath, onOutput }: StartOptions): CentreChild {
  const child = utilityProcess.fork(modulePath, [], {
    serviceName: 'Holdfast centre',
    stdio: 'pipe',
  })
  const pass = (chunk: Buffer): void => {
    onOutput(chunk.toString('utf8'))
  }
  child.stdout?.on('data', pass)
  child.stderr?.on('data', pass)
  return {
    postMessage: (message) => {
      child.postMessage(message)
    },
    onMessage: (listener) => {
      child.on('message', listener)
    },
    onExit: (listener) => {
      child.once('exit', listener)
    },
    kill: () => {
      child.kill()
    },
  }
}
