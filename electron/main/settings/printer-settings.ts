import { z } from 'zod'

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

/** One label printer. */
export const printerSettings = z.strictObject({
  id: z.string().min(1).max(64).describe('Your own short name for it; unique among all devices.'),
  name: z.string().min(1).max(60).describe('What the screen calls it.'),
  transport: z
    .discriminatedUnion('kind', [tcpTransport, virtualTransport])
    .describe('How the bytes get to the printer.'),
  language: z.literal('zpl').default('zpl').describe('What the printer understands.'),
  dotsPerInch: z
    .literal([203, 300])
    .default(203)
    .describe('Resolution of the print head; a wrong one prints labels of the wrong size.'),
  compression: z
    .enum(['hex', 'acs', 'z64'])
    .default('acs')
    .describe(
      'How the picture is packed. hex is understood by every printer, z64 is the smallest.',
    ),
  waitForClose: z
    .boolean()
    .default(true)
    .describe(
      'Whether the printer closes the connection after a label. Set false for printers that keep it open.',
    ),
})
export type PrinterSettings = z.infer<typeof printerSettings>
