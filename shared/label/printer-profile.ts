import { z } from 'zod'
import { resolutions } from './resolution.ts'

/** Languages in which a label of ours can be told; each carries the same bitmap. `pdf` is for a queue with a driver behind it. */
export const drawnLanguages = ['zpl', 'tspl', 'cpcl', 'escpos', 'pdf'] as const
/** What a printer understands; a `component` of a platform draws the labels of that platform only. */
const printerLanguages = [...drawnLanguages, 'component'] as const
export type DrawnLanguage = (typeof drawnLanguages)[number]
export type PrinterLanguage = (typeof printerLanguages)[number]

/** How a ZPL raster travels: `acs` is understood by every firmware, `z64` is the smallest and needs a recent one. */
export const zplCompressions = ['hex', 'acs', 'z64'] as const
export type ZplCompression = (typeof zplCompressions)[number]

const speed = z.int().min(0).max(30)
/** Farther aside than this, paper is not fed askew but is the wrong paper, mm. */
const offset = z.number().min(-20).max(20)

/** The points of a profile, each with what it is for. */
export const profileFields = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/)
    .describe('Name that station.json uses.'),
  title: z
    .string()
    .min(1)
    .max(80)
    .describe(
      'What it is, in words that read in every language; the resolution is told beside it.',
    ),
  language: z.enum(printerLanguages).describe('What the printer understands.'),
  dotsPerInch: z
    .literal([...resolutions])
    .describe('Resolution of the print head; a wrong one prints labels of the wrong size.'),
  headDots: z
    .int()
    .min(64)
    .max(4_096)
    .describe('Dots that the head can print side by side; a wider label is refused.'),
  compression: z
    .enum(zplCompressions)
    .describe(
      'How a ZPL picture is packed. hex is understood by every printer, z64 is the smallest.',
    ),
  polarity: z
    .enum(['normal', 'inverted'])
    .describe(
      'inverted for firmware that takes black for white against its manual: the test label comes out as a negative.',
    ),
  statusDialect: z
    .enum(['zpl', 'tspl', 'cpcl', 'escpos', 'none'])
    .describe('How the printer tells its state; none when it tells nothing.'),
  speedLimits: z
    .strictObject({
      minimum: speed.describe('The slowest.'),
      maximum: speed.describe('The fastest.'),
    })
    .nullable()
    .describe(
      'Speeds that the printer takes: inches per second in ZPL and TSPL, levels in CPCL; null = it takes none.',
    ),
  speed: speed
    .nullable()
    .describe('Speed asked for, within the limits; null = what the printer is set to.'),
  gap: z
    .number()
    .min(0)
    .max(20)
    .describe('Gap between two labels in mm, for TSPL; 0 = a roll without gaps.'),
  ending: z.enum(['cut', 'form-feed', 'none']).describe('What ESC/POS does after the picture.'),
  offsetRight: offset.describe(
    'How far labels are moved to the right in mm, because this printer prints too far left; below 0 = to the left.',
  ),
  offsetDown: offset.describe('How far labels are moved down in mm; below 0 = up.'),
})

const { compression, polarity, speedLimits, speed: askedSpeed, gap, ending } = profileFields.shape
const { offsetRight, offsetDown } = profileFields.shape

/** What one model of printer is, and how it wants its labels. */
export const printerProfile = profileFields
  .extend({
    compression: compression.default('acs'),
    polarity: polarity.default('normal'),
    speedLimits: speedLimits.default(null),
    speed: askedSpeed.default(null),
    gap: gap.default(2),
    ending: ending.default('cut'),
    offsetRight: offsetRight.default(0),
    offsetDown: offsetDown.default(0),
  })
  .superRefine(({ speed: wanted, speedLimits: limits }, context) => {
    if (wanted === null || (limits && wanted >= limits.minimum && wanted <= limits.maximum)) return
    const range = limits ? `${String(limits.minimum)} to ${String(limits.maximum)}` : 'no speed'
    const message = `this printer takes ${range}`
    context.addIssue({ code: 'custom', path: ['speed'], message })
  })
export type PrinterProfile = z.infer<typeof printerProfile>
