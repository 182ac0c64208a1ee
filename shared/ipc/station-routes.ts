import { z } from 'zod'
import { benchProfile } from './profile-routes.ts'

const key = z.string().min(1).max(64)
const nothing = z.object({})

export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]

/** How one device is doing. `code` names the text that says what is wrong and what to do. */
export const deviceHealth = z.object({
  deviceId: key,
  kind: z.enum(['scanner', 'printer', 'scale']),
  name: z.string(),
  state: z.enum(['ready', 'busy', 'missing', 'fault']),
  code: z.enum([
    'ok',
    'opening',
    'port-missing',
    'port-in-use',
    'port-denied',
    'unplugged',
    'printer-unreachable',
    'printer-stalled',
    'printer-reset',
    'printer-refused',
    'label-not-drawable',
    'printer-paper-out',
    'printer-head-open',
    'printer-ribbon-out',
    'printer-paper-jam',
    'printer-paused',
    'printer-too-hot',
    'printer-cutter-fault',
    'printer-memory-full',
    'printer-needs-service',
  ]),
  /** What the system said, for the person who repairs it. */
  detail: z.string(),
})
export type DeviceHealth = z.infer<typeof deviceHealth>

/** Contact with the centre and the state of the outbox. Ages are in ms, by the monotonic clock. */
export const stationHealth = z.object({
  contact: z.object({
    state: z.enum(['never', 'online', 'offline', 'refused']),
    /** Since the last answer from the centre; null = never since start. */
    ageMs: z.number().nullable(),
    /** Fault code of a centre that answers but refuses this station; empty otherwise. */
    refusal: z.string(),
    /** Centre's clock minus this machine's, ms; shown, never used. */
    clockOffsetMs: z.number().nullable(),
  }),
  unackedCount: z.number().int().min(0),
  oldestUnackedAgeMs: z.number().nullable(),
  exceptionCount: z.number().int().min(0),
  /** `turned-away`: the centre will never take anything from this journal again, so nothing is accepted here either. */
  journal: z.object({
    state: z.enum(['accepting', 'stopped', 'turned-away']),
    detail: z.string(),
  }),
  /** Of the data folder. When it is used up no order is begun any more; what was begun is finished. */
  disk: z.object({
    room: z.enum(['enough', 'low', 'used-up']),
    /** null = not read yet, or not readable. */
    freeBytes: z.number().nullable(),
  }),
  devices: z.array(deviceHealth),
})
export type StationHealth = z.infer<typeof stationHealth>

/** Who and what this station is; but for the profile fixed while the program runs. */
export const stationDescription = z.object({
  stationId: key,
  stationName: z.string(),
  warehouse: z.string(),
  operatorId: key,
  language: z.enum(languages),
  flow: z.enum(['pick-and-pack', 'pick-then-pack']),
  doubleReadMs: z.number().int().min(0),
  sounds: z.boolean(),
  voice: z.boolean(),
  /** Whether a box is weighed before its label prints. */
  weighing: z.enum(['off', 'check']),
  /** Whether a label waits until somebody has said which carton it goes on. */
  cartons: z.enum(['off', 'ask']),
  /** Whether a scanner may type. */
  keyboardWedge: z.boolean(),
  /** 0 = the bench is never locked. */
  idleLockMinutes: z.number().int().min(0),
  /** Badges of those who may say that a weight is right, or take an order over; none = everybody may. */
  supervisors: z.array(key),
  /** What this bench may be for. */
  profiles: z.array(benchProfile),
  /** Which of them it works by, and has its flow and weighing of; null = by its settings alone. */
  profile: z.string().nullable(),
  /** The virtual scanner and printer are shown when the settings ask for them. */
  virtualScanner: z.boolean(),
  virtualPrinter: z.boolean(),
  /** Whether nothing here prints on paper. */
  paperless: z.boolean(),
  /** Whether a packing list is printed for each box. */
  packingLists: z.boolean(),
  version: z.string(),
})
export type StationDescription = z.infer<typeof stationDescription>

/** How far a station is from being able to work, and what keeps it. Each state has a text that says what to do. */
export const stationSetup = z.object({
  state: z.enum([
    'starting',
    'preparing-centre',
    'centre-failed',
    'centre-unreachable',
    'enrolling',
    'pairing-code-needed',
    'pairing-code-refused',
    'protocol-unsupported',
    'settings-invalid',
    'journal-damaged',
    'journal-locked',
    'ready',
  ]),
  /** What the system said, for the person who repairs it. */
  detail: z.string(),
  /** Language of the settings; Chinese while they could not be read. */
  language: z.enum(languages),
})
export type StationSetup = z.infer<typeof stationSetup>

/** What people call the stations of the warehouse, by id; as far as it is known. */
const stationNames = z.record(z.string(), z.string())
export type StationNames = Readonly<z.infer<typeof stationNames>>

/** Who and what this station is, how it stands, and how it comes to its centre. */
export const stationRoutes = {
  'station.setup': { input: nothing, output: stationSetup },
  /** Enrols this station with a code that the centre gave out. */
  'station.pair': { input: z.object({ pairingCode: z.string().min(4).max(64) }), output: nothing },
  'station.describe': { input: nothing, output: stationDescription },
  'station.health': { input: nothing, output: stationHealth },
  'station.names': { input: nothing, output: z.object({ names: stationNames }) },
  'station.setLanguage': { input: z.object({ language: z.enum(languages) }), output: nothing },
} as const
