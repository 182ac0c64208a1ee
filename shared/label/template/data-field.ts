import { z } from 'zod'

const described = { description: z.string().min(1).describe('What the field is for.') }

const stringField = z.strictObject({
  type: z.literal('string'),
  ...described,
  minLength: z.int().min(0).optional().describe('Fewest characters.'),
  maxLength: z.int().min(1).optional().describe('Most characters.'),
  pattern: z.string().optional().describe('Regular expression that it must match.'),
  enum: z.array(z.string()).min(1).optional().describe('All values that there are.'),
  format: z.literal('date-time').optional().describe('A time in UTC, ISO 8601.'),
  default: z.string().optional().describe('Value when left out.'),
})

const numberField = z.strictObject({
  type: z.enum(['integer', 'number']),
  ...described,
  minimum: z.number().optional().describe('Least value.'),
  maximum: z.number().optional().describe('Greatest value.'),
  default: z.number().optional().describe('Value when left out.'),
})

const booleanField = z.strictObject({
  type: z.literal('boolean'),
  ...described,
  default: z.boolean().optional().describe('Value when left out.'),
})

const objectBase = z.strictObject({
  type: z.literal('object'),
  ...described,
  required: z.array(z.string()).optional().describe('Fields that must be there.'),
})

const arrayBase = z.strictObject({
  type: z.literal('array'),
  ...described,
  minItems: z.int().min(0).optional().describe('Fewest entries.'),
  maxItems: z.int().min(1).optional().describe('Most entries.'),
})

/** A field of the data that a template needs: the part of JSON Schema that templates use. */
export type DataField =
  | z.infer<typeof stringField>
  | z.infer<typeof numberField>
  | z.infer<typeof booleanField>
  | ObjectField
  | ArrayField

export interface ObjectField extends z.infer<typeof objectBase> {
  properties: Record<string, DataField>
}

export interface ArrayField extends z.infer<typeof arrayBase> {
  items: DataField
}

const fieldName = z.string().regex(/^[A-Za-z]\w*$/, 'expected a name of letters and digits')

const arrayField = arrayBase.extend({
  get items(): z.ZodType<DataField> {
    return dataField
  },
})

/** The fields of an object. */
export const objectField = objectBase.extend({
  get properties(): z.ZodType<Record<string, DataField>> {
    return z.record(fieldName, dataField)
  },
})

const dataField: z.ZodType<DataField> = z.discriminatedUnion('type', [
  ...([stringField, numberField, booleanField, objectField, arrayField] as const),
])
