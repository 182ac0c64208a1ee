import { parseArgs } from 'node:util'
import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import { drawnLanguages, type PrinterProfile } from '../../../shared/label/printer-profile.ts'
import { resolutions } from '../../../shared/label/resolution.ts'
import { plainProfile, printerProfiles } from '../print/printer-profiles.ts'

/** Labels to make. */
export interface MakeLabels {
  readonly kind: 'make'
  /** Name of a template that ships, or path of a template file. */
  readonly template: string
  readonly data: string
  readonly profile: PrinterProfile
  readonly out: string
}

export type LabelCommand =
  | MakeLabels
  | { readonly kind: 'list' }
  | { readonly kind: 'template-schema' }
  | { readonly kind: 'schema'; readonly template: string }

export const usage = [
  'Use: npm run label -- --template NAME|FILE.json --data ROWS.json --language zpl|tspl|cpcl|escpos|pdf --dpi 203|300 --out DIR',
  '     npm run label -- --template NAME|FILE.json --data ROWS.json --profile PRINTER --out DIR',
  '     npm run label -- --list                     the templates that ship',
  '     npm run label -- --schema NAME|FILE.json    the data that a template asks for, as JSON schema',
  '     npm run label -- --template-schema          what a template file may say, as JSON schema',
].join('\n')

const options = {
  template: { type: 'string' },
  data: { type: 'string' },
  language: { type: 'string' },
  dpi: { type: 'string' },
  profile: { type: 'string' },
  out: { type: 'string' },
  schema: { type: 'string' },
  list: { type: 'boolean' },
  'template-schema': { type: 'boolean' },
} as const

/** Reads the arguments; the error says what is missing or wrong. */
export function readCommand(parameters: readonly string[]): Result<LabelCommand, string> {
  const values = parsed(parameters)
  if (!values.ok) return values
  const { list, schema, template, data, out } = values.value
  if (list) return succeed({ kind: 'list' })
  if (values.value['template-schema']) return succeed({ kind: 'template-schema' })
  if (schema !== undefined) return succeed({ kind: 'schema', template: schema })
  if (template === undefined) return fail('--template is missing.')
  if (data === undefined) return fail('--data is missing.')
  if (out === undefined) return fail('--out is missing.')
  const profile = chosenProfile(values.value)
  return profile.ok
    ? succeed({ kind: 'make', template, data, out, profile: profile.value })
    : profile
}

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']

function parsed(parameters: readonly string[]): Result<Values, string> {
  try {
    return succeed(parseArgs({ args: [...parameters], options }).values)
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
}

function chosenProfile(values: Values): Result<PrinterProfile, string> {
  if (values.profile !== undefined) {
    const profile = printerProfiles.get(values.profile)
    const names = [...printerProfiles.keys()].join(', ')
    return profile ? succeed(profile) : fail(`--profile must be one of ${names}.`)
  }
  const language = drawnLanguages.find((each) => each === values.language)
  if (!language) return fail(`--language must be one of ${drawnLanguages.join(', ')}.`)
  const dotsPerInch = resolutions.find((each) => String(each) === values.dpi)
  if (!dotsPerInch) return fail(`--dpi must be one of ${resolutions.join(', ')}.`)
  return succeed(plainProfile(language, dotsPerInch))
}
