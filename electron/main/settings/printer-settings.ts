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

const virtualTransport = z.strictObject({
  kind: z.literal('virtual').describe('No printer: the label is only shown on screen.'),
})

/** What is left out here is what the profile says. */
const ownFields = profileFields.omit({ name: true, title: true }).partial()

/** One label printer. */
export const printerSettings = z
  .strictObject({
    id: z.string().min(1).max(64).describe('Your own short name for it; unique among all devices.'),
    name: z.string().min(1).max(60).describe('What the screen calls it.'),
    transport: z
      .discriminatedUnion('kind', [tcpTransport, virtualTransport])
      .describe('How the bytes get to the printer.'),
    profile: z
      .enum([...printerProfiles.keys()])
      .optional()
      .describe(
        'What kind of printer it is (resources/printers); zpl-203 when left out. The fields below change single points of it.',
      ),
    ...ownFields.shape,
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
  })
export type PrinterSettings = z.infer<typeof printerSettings>

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
