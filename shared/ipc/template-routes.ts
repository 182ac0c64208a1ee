import { z } from 'zod'

const name = z.string().min(1).max(64)
/** As much as a template with a picture in it takes. */
const templateText = z.string().max(1_000_000)

/** One template of this station. */
export const templateState = z.object({
  name,
  title: z.object({ zh: z.string(), en: z.string() }),
  /** mm */
  width: z.number(),
  height: z.number(),
  /** Whether this station has a version of its own, in place of what ships or beside it. */
  isOwn: z.boolean(),
})
export type TemplateState = z.infer<typeof templateState>

/** Why a label cannot be drawn; each has a text that says what to do. */
const drawFaultCodes = [
  'missing-glyph',
  'text-does-not-fit',
  'barcode-not-encodable',
  'barcode-too-wide',
  'quiet-zone-covered',
  'outside-printable-area',
  'elements-overlap',
  'wider-than-print-head',
  'template-unknown',
  'list-too-long',
  'picture-unreadable',
  'document-invalid',
  'data-invalid',
] as const

/** What is wrong with a template or with a row of data; `field` is its path, empty = the whole. */
export const templateProblem = z.object({
  field: z.string(),
  /** In English, for whoever writes templates; what more is known of it where there is a code. */
  cause: z.string(),
  /** Why the label cannot be drawn; absent when text or data are malformed. */
  code: z.enum(drawFaultCodes).optional(),
})
export type TemplateProblem = z.infer<typeof templateProblem>

/** One bit a dot, rows padded to whole bytes, most significant bit left, 1 = black. */
const previewPicture = z.object({
  widthDots: z.number().int().min(1),
  heightDots: z.number().int().min(1),
  dotsPerInch: z.number().int(),
  bits: z.instanceof(Uint8Array),
})
export type PreviewPicture = z.infer<typeof previewPicture>

/** Labels as data: what there is, how one looks, and the station's own ones. */
export const templateRoutes = {
  'templates.list': {
    input: z.object({}),
    output: z.object({
      templates: z.array(templateState),
      /** Files of the templates folder that are none, with what is wrong with them. */
      broken: z.array(z.object({ file: z.string(), problems: z.array(templateProblem) })),
    }),
  },
  /** The text of one template, as it is in its file; null = there is none. */
  'templates.read': {
    input: z.object({ name }),
    output: z.object({ text: templateText.nullable() }),
  },
  /** Draws the pages of one row of data, for the printer that labels go to; nothing is printed. */
  'templates.preview': {
    input: z.object({ text: templateText, row: z.unknown() }),
    output: z.object({
      pictures: z.array(previewPicture),
      problems: z.array(templateProblem),
    }),
  },
  /** Keeps a template as this station's own; without problems it is used from now on. */
  'templates.save': {
    input: z.object({ text: templateText }),
    output: z.object({ problems: z.array(templateProblem) }),
  },
  /** Gives up the station's own version; what ships is used again. */
  'templates.restore': { input: z.object({ name }), output: z.object({}) },
} as const
