import { z } from 'zod'
import { testCodeNames, type TestRead } from '../domain/test-codes.ts'

const key = z.string().min(1).max(64)
const portPath = z.string().min(1).max(255)

/** How the bytes of a scanner become codes, as `station.json` says it. */
const framing = z.object({
  prefix: z.string().max(16),
  suffix: z.enum(['auto', 'cr', 'lf', 'crlf', 'etx', 'none']),
  /** ms */
  idleFlushMs: z.number().int().min(5).max(2_000),
  charset: z.enum(['utf8', 'latin1', 'gb18030']),
  aim: z.boolean(),
})
export type Framing = z.infer<typeof framing>

/** One serial scanner of the settings. */
const configuredScanner = z.object({
  scannerId: key,
  name: z.string(),
  /** As a person would describe it: its path, or its USB numbers. */
  port: z.string(),
  framing,
})
export type ConfiguredScannerState = z.infer<typeof configuredScanner>

/** A serial port that is plugged in and belongs to no device of the settings. */
const freePort = z.object({
  path: portPath,
  /** Its USB numbers; empty = it is no USB port, or they are not known. */
  description: z.string(),
})
export type FreePort = z.infer<typeof freePort>

/** A test code in modules, without its quiet zone. */
const testCode = z.object({
  name: z.enum(testCodeNames),
  symbol: z.discriminatedUnion('kind', [
    /** Widths of bar, space, bar, … */
    z.object({ kind: z.literal('bars'), widths: z.array(z.number()) }),
    /** Rows of square modules, 1 = black. */
    z.object({ kind: z.literal('matrix'), columns: z.number(), modules: z.array(z.number()) }),
  ]),
})
export type TestCode = z.infer<typeof testCode>

/** The id that the port goes by which is tried and not configured yet. */
export const triedPortId = 'tried-port'

/** The set-up of scanners. What is tried never reaches the bench. */
export const scannerRoutes = {
  'scanners.list': {
    input: z.object({}),
    output: z.object({ scanners: z.array(configuredScanner), ports: z.array(freePort) }),
  },
  /** The codes to try a scanner with, to be drawn on the screen. */
  'scanners.testCodes': { input: z.object({}), output: z.object({ codes: z.array(testCode) }) },
  /** Whether `scanner.tried` is told from now on; turned off, a port that is being tried is closed. */
  'scanners.watch': { input: z.object({ isOn: z.boolean() }), output: z.object({}) },
  /** Listens at a port that is not configured, in place of the one tried before. */
  'scanners.try': {
    input: z.object({ path: portPath, baudRate: z.number().int().min(300).max(921_600) }),
    output: z.object({}),
  },
  /** Writes the framing of a scanner into `station.json` and opens the scanner anew with it. */
  'scanners.frame': { input: z.object({ scannerId: key, framing }), output: z.object({}) },
  /** Makes the tried port a scanner of this station. */
  'scanners.add': {
    input: z.object({ name: z.string().trim().min(1).max(60), framing }),
    output: z.object({ scannerId: key }),
  },
} as const

/** Why a read made no code. `no-end`: the end that the settings wait for did not come. */
export const refusedReadCauses = [
  'too-long',
  'wrong-charset',
  'control-characters',
  'no-end',
] as const
export type RefusedReadCause = (typeof refusedReadCauses)[number]

/** One pull of the trigger: what came over the wire, and what the settings made of it. */
export interface TrialRead {
  readonly number: number
  /** The first of its bytes. */
  readonly bytes: Uint8Array
  readonly byteCount: number
  /** False while bytes may still come. */
  readonly isOver: boolean
  /** What was made of it; several when more than one code came at once, none when it was refused. */
  readonly codes: readonly { readonly text: string; readonly aim: string | null }[]
  readonly refused: RefusedReadCause | null
  /** null = it was none of the test codes. */
  readonly test: TestRead | null
}

/** Everything that is known of one scanner on trial. */
export interface ScannerTrial {
  readonly scannerId: string
  /** The port; empty for a scanner of the settings, whose health is told with the others. */
  readonly path: string
  /** How the port is doing, by the codes of device health, and what the system said. */
  readonly code: 'ok' | 'opening' | 'port-missing' | 'port-in-use' | 'port-denied' | 'unplugged'
  readonly detail: string
  readonly framing: Framing
  /** Newest first. */
  readonly reads: readonly TrialRead[]
  /** The last read of each test code. */
  readonly tests: readonly TestRead[]
  readonly learnt: {
    readonly reads: number
    /** null = too few reads yet; `different` = they do not end alike. */
    readonly ended: 'cr' | 'lf' | 'crlf' | 'etx' | 'silence' | 'different' | null
    /** In how many reads an AIM identifier came. */
    readonly identified: number
    /** What the settings should say; null = it cannot be told yet. */
    readonly proposal: Framing | null
  }
}
