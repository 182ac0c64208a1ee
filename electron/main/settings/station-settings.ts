import { z } from 'zod'
import { languages } from '../../../shared/ipc/station-routes.ts'
import { printerSettings } from './printer-settings.ts'
import { profileSettings } from './profile-settings.ts'
import { scaleSettings } from './scale-settings.ts'
import { scannerSettings } from './scanner-settings.ts'

/** Name of the settings file in the station's data folder. */
export const settingsFileName = 'station.json'

/** The id that the virtual scanner goes by; no other device may take it. */
export const virtualScannerId = 'virtual-scanner'

const embeddedCentre = z.strictObject({
  kind: z.literal('embedded').describe('This computer is the centre.'),
  port: z
    .int()
    .min(0)
    .max(65_535)
    .default(0)
    .describe('TCP port on which other stations reach it; 0 = any free port, for one bench alone.'),
})

const remoteCentre = z.strictObject({
  kind: z.literal('remote').describe('The centre runs elsewhere.'),
  url: z
    .url({
      protocol: /^https?$/,
      error: 'expected an address that starts with http:// or https://',
    })
    .describe('Address of the centre, for example "https://centre.example:8443".'),
  pairingCode: z
    .string()
    .min(4)
    .max(64)
    .optional()
    .describe('One-time code from the centre that makes this station known to it. Used once.'),
})

const fields = z.strictObject({
  version: z.literal(1).describe('Version of this file format.'),
  stationName: z.string().min(1).max(60).default('1').describe('What people call this bench.'),
  language: z.enum(languages).default('zh').describe('Language of the screens.'),
  flow: z
    .enum(['pick-and-pack', 'pick-then-pack'])
    .default('pick-and-pack')
    .describe('Whether items are picked and packed in one go or picked first and packed here.'),
  sounds: z.boolean().default(true).describe('Whether right and wrong are also heard.'),
  doubleReadMs: z
    .int()
    .min(0)
    .max(5_000)
    .default(300)
    .describe('The same code from the same scanner within this time counts once, ms. 0 = off.'),
  centre: z
    .discriminatedUnion('kind', [embeddedCentre, remoteCentre])
    .default({ kind: 'embedded', port: 0 })
    .describe('Where orders come from and facts go to.'),
  scanners: z.array(scannerSettings).max(16).default([]).describe('The serial scanners.'),
  scales: z
    .array(scaleSettings)
    .max(1)
    .default([])
    .describe('The scale of the bench, if it has one.'),
  weighing: z
    .enum(['off', 'check'])
    .default('off')
    .describe(
      'check = a label prints only when the packed box was weighed and goes with its goods, or a person says that it is right all the same.',
    ),
  cartons: z
    .enum(['off', 'ask'])
    .default('off')
    .describe(
      'ask = a label prints only when the carton of the box was scanned, or somebody says that the goods go in their own box. A carton can be scanned in any case.',
    ),
  printers: z.array(printerSettings).max(16).default([]).describe('The label printers.'),
  keyboardWedge: z
    .boolean()
    .default(true)
    .describe('Whether a scanner that types like a keyboard is understood, beside serial ones.'),
  voice: z
    .boolean()
    .default(false)
    .describe(
      'Whether what is wrong, and what to do next, is also said aloud by the voice of this computer.',
    ),
  idleLockMinutes: z
    .int()
    .min(0)
    .max(240)
    .default(0)
    .describe(
      'After so many minutes without a scan, a key or a touch the bench asks for a badge, and keeps the open parcel; 0 = never. Only for benches with badges.',
    ),
  supervisors: z
    .array(z.string().regex(/^[A-Z0-9-]{1,40}$/))
    .max(100)
    .default([])
    .describe(
      'Numbers on the badges of supervisors. Where some are named, a weight that does not fit, the take-over of an order and another article in place of the ordered one need the scan of such a badge.',
    ),
  profiles: z
    .array(profileSettings)
    .max(50)
    .default([])
    .describe('What this bench may be for, each with a card that switches to it.'),
  virtualScanner: z
    .boolean()
    .default(false)
    .describe('Whether a scanner to click is shown, for training and demonstration.'),
})

/** Everything that one station is told about itself: the content of `station.json`. */
export const stationSettings = fields.superRefine((settings, context) => {
  const taken = new Set([virtualScannerId])
  for (const list of ['scanners', 'scales', 'printers'] as const) {
    settings[list].forEach(({ id }, index) => {
      if (taken.has(id)) {
        const message = `the id "${id}" is taken; every device needs its own`
        context.addIssue({ code: 'custom', path: [list, index, 'id'], message })
      }
      taken.add(id)
    })
  }
  const labelPrinters = settings.printers.filter(({ prints }) => prints === 'labels')
  settings.profiles.forEach(({ code, printer }, index) => {
    const complain = (field: string, message: string): void =>
      context.addIssue({ code: 'custom', path: ['profiles', index, field], message })
    if (settings.profiles.findIndex((other) => other.code === code) < index)
      complain('code', `the code "${code}" is taken; every profile needs its own`)
    if (printer !== undefined && !labelPrinters.some(({ id }) => id === printer))
      complain('printer', `no printer for labels has the id "${printer}"`)
  })
})
export type StationSettings = z.infer<typeof stationSettings>

/** The station that a first start makes: its own centre, a scanner to click and a printer on screen. */
export const demoSettings: StationSettings = {
  version: 1,
  stationName: '1',
  language: 'zh',
  flow: 'pick-and-pack',
  sounds: true,
  doubleReadMs: 300,
  centre: { kind: 'embedded', port: 0 },
  scanners: [],
  scales: [],
  weighing: 'off',
  cartons: 'off',
  printers: [
    {
      id: 'virtual-printer',
      name: '虚拟打印机 Virtual printer',
      transport: { kind: 'virtual' },
      language: 'zpl',
      dotsPerInch: 203,
      compression: 'acs',
      waitForClose: true,
      asksStatus: false,
      prints: 'labels',
      waybill: 'waybill-100x150',
    },
  ],
  keyboardWedge: true,
  voice: false,
  idleLockMinutes: 0,
  supervisors: [],
  profiles: [],
  virtualScanner: true,
}

/** Whether a label can be seen on screen instead of on paper. */
export function hasVirtualPrinter(settings: StationSettings): boolean {
  return settings.printers.some((printer) => printer.transport.kind === 'virtual')
}

/** Whether nothing here prints on paper. */
export function hasOnlyVirtualPrinters(settings: StationSettings): boolean {
  return settings.printers.every((printer) => printer.transport.kind === 'virtual')
}

/** The JSON schema of `station.json`, every field with its description; editors and the README read it. */
export function stationSettingsJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(fields, { io: 'input' })
  return { ...schema, title: 'Holdfast station settings' }
}
