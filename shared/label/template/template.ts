import { z } from 'zod'
import { objectField } from './data-field.ts'
import { elements } from './template-element.ts'

/** A label as data: its size, the data it needs, and its elements. The published form is resources/labels/template.schema.json. */
export const labelTemplate = z.strictObject({
  $schema: z.string().optional().describe('Address of this schema, for editors.'),
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/)
    .describe('Name that it is called by; the name of its file.'),
  title: z
    .strictObject({
      zh: z.string().min(1).describe('In Chinese.'),
      en: z.string().min(1).describe('In English.'),
    })
    .describe('What people call it.'),
  width: z.number().min(10).max(300).describe('Width of the label in mm.'),
  height: z.number().min(10).max(600).describe('Height of the label in mm.'),
  margin: z.number().min(0).max(20).describe('Nothing is printed nearer to an edge than this, mm.'),
  data: objectField.describe('The data that it needs, as a JSON schema.'),
  sample: z.record(z.string(), z.unknown()).describe('Data for the preview.'),
  elements: elements.describe('What is printed, in mm.'),
})

export type LabelTemplate = z.infer<typeof labelTemplate>

/** The JSON schema of a template file, every field with its description. */
export function templateJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(labelTemplate, { io: 'input' }), title: 'Holdfast label template' }
}
