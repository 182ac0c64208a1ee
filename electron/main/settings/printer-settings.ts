import { z } from 'zod'
import {
  printerProfile,
  profileFields,
  type PrinterProfile,
} from '../../../shared/label/printer-profile.ts'
import { plainProfile, printerProfiles } from '../print/printer-profiles.ts'

const tcpTransport = z.strictObject({
  kind: z.literal('tcp').describe('A network printer, raw bytes.'),
  host: z.string().min(1).describe('Name or address of the printer.'),
  port: z
    .int()
    .min(1)
    .max(65_535)
    .default(9_100)
    .describe('TCP port; 9100 on nearly all printers.'),
  drainTimeoutMs: z
    .int()
    .min(500)
    .max(120_000)
    .default(15_000)
    .describe(
      'How long the printer may take to swallow one label before it counts as unknown, ms.',
    ),
})

const drainTimeoutMs = z
  .int()
  .min(500)
  .max(300_000)
  .default(30_000)
  .describe('How long the printer may take for one label before it counts as unknown, ms.')

const usbTransport = z.strictObject({
  kind: z.literal('usb').describe('A printer on USB, as Linux shows it.'),
  path: z.string().min(1).describe('Its device file, for example /dev/usb/lp0.'),
  drainTimeoutMs,
})

const serialTransport = z.strictObject({
  kind: z.literal('serial').describe('A printer on a serial line.'),
  path: z.string().min(1).describe('The port, for example /dev/ttyUSB0 or COM3.'),
  baudRate: z.int().min(1_200).max(921_600).default(115_200).describe('Speed of the line.'),
  flowControl: z
    .enum(['none', 'rts-cts', 'xon-xoff'])
    .default('rts-cts')
    .describe('How the printer says that it can take no more.'),
  drainTimeoutMs: drainTimeoutMs.default(120_000),
})

const spoolerTransport = z.strictObject({
  kind: z
    .literal('spooler')
    .describe('A queue of CUPS on Linux and macOS, or a printer of Windows.'),
  queue: z
    .string()
    .regex(/^[^\s/#-][^/#]*$/)
    .max(127)
    .describe(
      'Name of the queue. It must be a raw one (lpadmin … -m raw); for a PDF profile one with the driver of the printer.',
    ),
  drainTimeoutMs,
})

const componentTransport = z.strictObject({
  kind: z
    .literal('component')
    .describe('A print component of a platform on this computer, which draws its own labels.'),
  port: z
    .int()
    .min(1)
    .max(65_535)
    .default(13_528)
    .describe('Its port; 13528 for Cainiao, 5000 for Pinduoduo, 16888 for Kuaishou.'),
  printer: z.string().min(1).max(200).describe('The printer, as the component calls it.'),
  drainTimeoutMs,
})

const virtualTransport = z.strictObject({
  kind: z.literal('virtual').describe('No printer: the label is only shown on screen.'),
})

const transports = [
  tcpTransport,
  usbTransport,
  serialTransport,
  spoolerTransport,
  componentTransport,
  virtualTransport,
] as const

/** What is left out here is what the profile says. */
const ownFields = profileFields.omit({ name: true, title: true }).partial()

/** One label printer. */
export const printerSettings = z
  .strictObject({
    id: z.string().min(1).max(64).describe('Your own short name for it; unique among all devices.'),
    name: z.string().min(1).max(60).describe('What the screen calls it.'),
    transport: z
      .discriminatedUnion('kind', transports)
      .describe('How the bytes get to the printer.'),
    profile: z
      .enum([...printerProfiles.keys()])
      .optional()
      .describe(
        'What kind of printer it is (resources/printers); zpl-203 when left out. The fields below change single points of it.',
      ),
    ...ownFields.shape,
    prints: z
      .enum(['labels', 'packing-lists'])
      .default('labels')
      .describe(
        'packing-lists for a printer beside the label printer that prints a list of the goods for each box.',
      ),
    waybill: z
      .string()
      .regex(/^waybill-[a-z0-9-]+$/)
      .max(64)
      .default('waybill-100x150')
      .describe(
        'Template of the waybills, which has to be as large as the labels in this printer: waybill-76x130, waybill-100x150, waybill-100x180, or one of your own whose name begins with waybill-.',
      ),
    waitForClose: z
      .boolean()
      .default(true)
      .describe(
        'Whether the printer closes the connection after a label. Set false for printers that keep it open.',
      ),
    asksStatus: z
      .boolean()
      .default(false)
      .describe(
        'Whether the printer is asked for paper, cover and faults before each label, in the way of its profile. A label then waits until the printer is ready. A printer that does not answer costs 0.7 s a label; leave it out for one that never does.',
      ),
  })
  .superRefine((settings, context) => {
    const { error } = printerProfile.safeParse(mergedProfile(settings))
    for (const { path, message } of error?.issues ?? [])
      context.addIssue({ code: 'custom', path: [...path], message })
    const mismatch = error ? null : unfitTransport(settings)
    if (mismatch !== null)
      context.addIssue({ code: 'custom', path: ['transport', 'kind'], message: mismatch })
    const slow = error ? null : tooSlow(settings)
    if (slow !== null)
      context.addIssue({ code: 'custom', path: ['transport', 'baudRate'], message: slow })
  })
export type PrinterSettings = z.infer<typeof printerSettings>

/** What is wrong with a language that this way cannot carry; null = nothing. */
function unfitTransport({ transport, ...settings }: ProfileChoice & Way): string | null {
  const { language } = profileOf(settings)
  const { kind } = transport
  if (language === 'component' && kind !== 'component')
    return 'a component profile needs a transport of kind component'
  if (kind === 'component' && language !== 'component')
    return 'a print component needs the profile component-203'
  if (language === 'pdf' && kind !== 'spooler' && kind !== 'virtual')
    return 'PDF is printed by the driver of a queue; set a transport of kind spooler'
  // Its spooler is given raw bytes here, and few printers understand PDF themselves.
  if (language === 'pdf' && process.platform === 'win32')
    return 'PDF is not printed on Windows; set the profile of the printer itself'
  return null
}

/** Nobody waits longer for a label, s. */
const longestLabelSeconds = 60
/** Bytes of a waybill of 100 × 150 mm at 203 dpi (hardware facts 3.3); twice and a quarter of it at 300. */
const bytesOfLabel = { hex: 240_000, acs: 41_000, z64: 17_000, raw: 120_000 } as const

/** What is wrong with a serial line on which a label takes too long; null = nothing. Ten bits carry a byte. */
function tooSlow({ transport, ...settings }: ProfileChoice & Way): string | null {
  if (!isSerial(transport)) return null
  const { language, compression, dotsPerInch } = profileOf(settings)
  const bytes = bytesOfLabel[language === 'zpl' ? compression : 'raw'] * (dotsPerInch / 203) ** 2
  const seconds = Math.round((bytes * 10) / transport.baudRate)
  if (seconds <= longestLabelSeconds) return null
  const remedy = language === 'zpl' ? ', or set "compression" to "z64"' : ''
  return `one label would take about ${String(seconds)} s; set a faster line${remedy}`
}

function isSerial(transport: {
  readonly kind: string
}): transport is z.infer<typeof serialTransport> {
  return transport.kind === 'serial'
}

interface Way {
  readonly transport: { readonly kind: string }
}

type ProfileChoice = Partial<z.infer<typeof ownFields>> & { readonly profile?: string | undefined }

/** The profile that a printer of the settings goes by: the named one, or the plain one, with the changes made to it. */
export function profileOf(settings: ProfileChoice): PrinterProfile {
  return printerProfile.parse(mergedProfile(settings))
}

function mergedProfile(settings: ProfileChoice): Record<string, unknown> {
  const { profile: name, language = 'zpl', dotsPerInch = 203 } = settings
  const base = printerProfiles.get(name ?? '') ?? plainProfile(language, dotsPerInch)
  const changes = Object.keys(ownFields.shape).flatMap((field) => {
    const value = settings[field as keyof ProfileChoice]
    return value === undefined ? [] : [[field, value] as const]
  })
  return { ...base, ...Object.fromEntries(changes) }
}
