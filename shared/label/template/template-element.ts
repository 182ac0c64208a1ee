import { z } from 'zod'
import { symbologies } from '../symbology.ts'

const millimetres = z.number().min(0).max(2_000)
const path = z
  .string()
  .regex(/^[A-Za-z]\w*(\.[A-Za-z]\w*)*$/, 'expected a path such as "order.number"')

const condition = z.union([
  z.strictObject({
    path: path.describe('The data field that is looked at.'),
    is: z
      .enum(['present', 'absent'])
      .describe('absent: missing, empty, zero, false, or a list without entries.'),
  }),
  z.strictObject({
    path: path.describe('The data field that is looked at.'),
    equals: z.union([z.string(), z.number(), z.boolean()]).describe('The value it must have.'),
  }),
  z.strictObject({
    path: path.describe('The data field that is looked at.'),
    above: z.number().describe('It must be greater than this.'),
  }),
])

const common = {
  field: z
    .string()
    .min(1)
    .optional()
    .describe('What a refusal calls this element; its first data field when left out.'),
  when: z
    .union([condition, z.array(condition).min(1)])
    .optional()
    .describe('The element is there only when this holds; of several, all of them.'),
}

const place = {
  x: millimetres
    .optional()
    .describe('mm from the left edge of what holds it: the printable area, a group or a cell.'),
  y: millimetres.optional().describe('mm from its upper edge.'),
  width: millimetres.optional().describe('mm; up to the right edge when left out.'),
  right: millimetres.optional().describe('mm from the right edge, instead of x or width.'),
  height: millimetres.optional().describe('mm; down to the lower edge when left out.'),
}

const words = {
  text: z
    .string()
    .min(1)
    .describe('Text with data fields in braces: "{recipient.name}", "{codAmountFen|yuan}".'),
  size: z.number().min(1).max(100).describe('Size of the letters (em) in mm.'),
  minimumSize: z
    .number()
    .min(1)
    .max(100)
    .optional()
    .describe('How small they may become so that the text fits; not at all when left out.'),
}

const text = z.strictObject({
  kind: z.literal('text').describe('Text.'),
  ...common,
  ...place,
  ...words,
  weight: z.enum(['regular', 'bold']).optional().describe('regular when left out.'),
  align: z.enum(['left', 'center', 'right']).optional().describe('left when left out.'),
  verticalAlign: z.enum(['top', 'middle']).optional().describe('middle when left out.'),
  maximumLines: z.int().min(1).max(200).optional().describe('1 when left out.'),
  overflow: z
    .enum(['refuse', 'ellipsis'])
    .optional()
    .describe('What happens to text that is too long: refuse (when left out) or cut with "…".'),
  ink: z
    .enum(['black', 'white'])
    .optional()
    .describe('white is written into a filled box; black when left out.'),
})

const tag = z.strictObject({
  kind: z.literal('tag').describe('White bold text in a filled box.'),
  ...common,
  ...place,
  ...words,
})

const barcode = z.strictObject({
  kind: z.literal('barcode').describe('A barcode, in the middle of its place.'),
  ...common,
  ...place,
  symbology: z.enum(symbologies).describe('Kind of barcode.'),
  text: z.string().min(1).describe('Its content, with data fields in braces; GS1 as "(00){sscc}".'),
  maximumModule: z
    .number()
    .min(0.1)
    .max(5)
    .describe('Widest module in mm; whole dots up to it are used. A MaxiCode has a fixed size.'),
  columns: z.int().min(1).max(30).optional().describe('PDF417: columns of data words.'),
  mode: z
    .literal([2, 3, 4])
    .optional()
    .describe("MaxiCode: 2 and 3 begin with the carrier's postal address, 4 is free text."),
})

const picture = z.strictObject({
  kind: z.literal('picture').describe('A black and white picture.'),
  ...common,
  ...place,
  pbm: z
    .string()
    .min(1)
    .describe('A binary PBM file in base64, or one data field in braces that holds one.'),
})

const line = z.strictObject({
  kind: z.literal('line').describe('A line.'),
  ...common,
  x: place.x,
  y: place.y,
  direction: z.enum(['horizontal', 'vertical']).describe('Where it goes from x, y.'),
  length: millimetres.optional().describe('mm; up to the edge of what holds it when left out.'),
  thickness: z.number().min(0.05).max(10).optional().describe('mm; 0.25 when left out.'),
  dash: z.number().min(0.2).max(20).optional().describe('mm of dash and gap; solid when left out.'),
})

const box = z.strictObject({
  kind: z.literal('box').describe('A frame, or a filled rectangle.'),
  ...common,
  ...place,
  stroke: z
    .union([z.number().min(0.05).max(10), z.literal('filled')])
    .describe('Thickness of the frame in mm, or "filled".'),
})

const groupBase = z.strictObject({
  kind: z.literal('group').describe('Elements that have a place and a condition in common.'),
  ...common,
  ...place,
})

const repeatBase = z.strictObject({
  kind: z.literal('repeat').describe('The same elements for every entry of a list.'),
  ...common,
  ...place,
  list: path.describe('The list. Inside, {item} is the entry and {number} counts from 1.'),
  rowHeight: z.number().min(1).max(500).describe('Height of one cell in mm.'),
  minimumColumns: z.int().min(1).max(12).optional().describe('1 when left out.'),
  maximumColumns: z
    .int()
    .min(1)
    .max(12)
    .optional()
    .describe('More columns are used only when the entries need them; 1 when left out.'),
  columnGap: millimetres.optional().describe('mm between columns; 2 when left out.'),
  order: z
    .enum(['down', 'across'])
    .optional()
    .describe('Whether cells follow each other down a column (when left out) or across a row.'),
  overflow: z
    .enum(['more', 'pages', 'refuse'])
    .describe(
      'Entries beyond the last cell: counted in the last cell, on further labels, refused.',
    ),
  moreSize: z
    .number()
    .min(1)
    .max(20)
    .optional()
    .describe('Size of "… +n" in the last cell in mm; 3 when left out.'),
})

export interface GroupElement extends z.infer<typeof groupBase> {
  elements: TemplateElement[]
}

export interface RepeatElement extends z.infer<typeof repeatBase> {
  elements: TemplateElement[]
}

const leaf = z.discriminatedUnion('kind', [text, tag, barcode, picture, line, box])
export type LeafElement = z.infer<typeof leaf>

/** One element of a template. */
export type TemplateElement = LeafElement | GroupElement | RepeatElement

const group = groupBase.extend({
  get elements(): z.ZodType<TemplateElement[]> {
    return elements
  },
})

const repeat = repeatBase.extend({
  get elements(): z.ZodType<TemplateElement[]> {
    return elements
  },
})

/** The elements of a template, a group or a cell. */
export const elements: z.ZodType<TemplateElement[]> = z
  .array(z.discriminatedUnion('kind', [text, tag, barcode, picture, line, box, group, repeat]))
  .min(1)
  .max(500)

export type TemplateCondition = z.infer<typeof condition>
export type ElementPlace = Pick<GroupElement, 'x' | 'y' | 'width' | 'right' | 'height'>
