import { withoutPersonalData } from './personal-data.ts'

/**
 * How loud a line is. `error`: a developer should go and look. `info`: something that a person who runs the station
 * would want to read later. `debug`: for hunting one defect; off unless asked for.
 */
export const logLevels = ['error', 'info', 'debug'] as const
export type LogLevel = (typeof logLevels)[number]

/** What a line may carry beside its event: plain values, named. */
export type LogFields = Readonly<Record<string, unknown>>

/** Writes what happened. `event` is a fixed word such as `scanner.unplugged`; what varies goes into the fields. */
export interface Log {
  error(event: string, fields: LogFields): void
  info(event: string, fields: LogFields): void
  debug(event: string, fields: LogFields): void
}

/** What a log asks of its surroundings. */
export interface LogPorts {
  /** Takes one line without its line end; must not throw. */
  readonly write: (line: string) => void
  /** Wall clock, for people. */
  readonly now: () => Date
  /** The quietest level that is still written. */
  readonly level: LogLevel
}

/** Builds a log of JSON lines `{at, level, event, ...fields}`, with personal data masked in every field. */
export function createLog(ports: LogPorts): Log {
  const loudest = logLevels.indexOf(ports.level)
  const put = (level: LogLevel, event: string, fields: LogFields): void => {
    if (logLevels.indexOf(level) > loudest) return
    ports.write(lineOf({ at: ports.now().toISOString(), level, event }, fields))
  }
  return {
    error: (event, fields) => {
      put('error', event, fields)
    },
    info: (event, fields) => {
      put('info', event, fields)
    },
    debug: (event, fields) => {
      put('debug', event, fields)
    },
  }
}

function lineOf(head: Readonly<Record<string, string>>, fields: LogFields): string {
  try {
    // The head comes last into the object, so that no field can pass itself off as the level or the event.
    return JSON.stringify({ ...head, ...withoutPersonalData(fields), ...head })
  } catch (thrown) {
    return JSON.stringify({ ...head, unloggable: String(thrown) })
  }
}
