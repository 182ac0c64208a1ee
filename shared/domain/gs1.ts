import { gtinCheckDigit } from './product.ts'
import { fail, succeed, type Result } from './result.ts'

/** The separator that ends an element of variable length (FNC1, sent as GS). */
export const groupSeparator = '\u001d'

/** One element of a GS1 element string: its application identifier and its value, as they were read. */
export interface Gs1Element {
  readonly ai: string
  readonly value: string
}

export const gs1FaultCodes = [
  ...(['unknown-ai', 'bad-check-digit', 'bad-date', 'bad-length'] as const),
  ...(['bad-character', 'twice'] as const),
] as const

/** What is wrong with an element string. `ai` names the element; empty when not even that could be read. */
export interface Gs1Fault {
  readonly code: (typeof gs1FaultCodes)[number]
  readonly ai: string
}

/** What a value may be (GS1 General Specifications 3.2): digits or any character, how long, and what it is checked for. */
interface Format {
  readonly least: number
  readonly most: number
  readonly digits: boolean
  readonly check?: 'check-digit' | 'date'
}

const numeric = (length: number, check?: Format['check']): Format => ({
  ...{ least: length, most: length, digits: true },
  ...(check ? { check } : {}),
})
const digitsUpTo = (most: number): Format => ({ least: 1, most, digits: true })
const textUpTo = (most: number): Format => ({ least: 1, most, digits: false })

/** Formats by application identifier; those with a digit for the decimal point are listed by their first three. */
const formats: Readonly<Record<string, Format>> = {
  '00': numeric(18, 'check-digit'),
  ...Object.fromEntries(['01', '02'].map((ai) => [ai, numeric(14, 'check-digit')])),
  ...Object.fromEntries(['11', '12', '13', '15', '16', '17'].map((ai) => [ai, numeric(6, 'date')])),
  '20': numeric(2),
  ...{ '10': textUpTo(20), '21': textUpTo(20), '22': textUpTo(20), '235': textUpTo(28) },
  ...{ '30': digitsUpTo(8), '37': digitsUpTo(8) },
  ...{ '240': textUpTo(30), '241': textUpTo(30), '242': digitsUpTo(6) },
  ...{ '250': textUpTo(30), '251': textUpTo(30), '254': textUpTo(20) },
  ...{ '400': textUpTo(30), '401': textUpTo(30), '403': textUpTo(30), '402': numeric(17) },
  ...Object.fromEntries(
    ['410', '411', '412', '413', '414', '415', '416', '417'].map((ai) => [
      ai,
      numeric(13, 'check-digit'),
    ]),
  ),
  ...{ '420': textUpTo(20), '422': numeric(3) },
  '90': textUpTo(30),
  ...Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`9${String(at + 1)}`, textUpTo(90)])),
}
/** Weights, measures and amounts: three digits, one for the decimal point, six digits of value. */
const measure = /^3[1-6]\d$/

/** Elements whose first two digits say how long they are; they end without a separator (General Specifications 7.8.5). */
const predefined = ['00', '01', '02', '03', '04', '11', '12', '13', '14', '15', '16', '17', '18']
const lengthIsKnown = new Set([...predefined, '19', '20', '31', '32', '33', '34', '35', '36', '41'])

/** Characters of a value (General Specifications 7.11, set 82). */
const set82 = /^[!-"%-?A-Z_a-z]+$/

/** Reads an element string, with GS between its elements where they need one. Every value is checked. */
export function parseElementString(text: string): Result<readonly Gs1Element[], Gs1Fault> {
  const elements: Gs1Element[] = []
  let rest = text.startsWith(groupSeparator) ? text.slice(1) : text
  while (rest !== '') {
    const ai = identifierOf(rest)
    const format = ai === null ? null : formatOf(ai)
    if (ai === null || !format) return fail({ code: 'unknown-ai', ai: rest.slice(0, 4) })
    const { value, after } = cut(rest.slice(ai.length), ai, format)
    const fault = faultOf(value, format)
    if (fault) return fail({ code: fault, ai })
    if (elements.some((known) => known.ai === ai)) return fail({ code: 'twice', ai })
    elements.push({ ai, value })
    rest = after
  }
  return elements.length > 0 ? succeed(elements) : fail({ code: 'bad-length', ai: '' })
}

function identifierOf(text: string): string | null {
  const three = text.slice(0, 3)
  if (measure.test(three)) return /^\d{4}/.exec(text)?.[0] ?? null
  return [text.slice(0, 2), three].find((ai) => ai in formats) ?? null
}

function formatOf(ai: string): Format | null {
  return measure.test(ai.slice(0, 3)) ? numeric(6) : (formats[ai] ?? null)
}

/** Cuts off one value; a separator behind it is no part of it. */
function cut(
  text: string,
  ai: string,
  { most }: Format,
): { readonly value: string; readonly after: string } {
  const separator = text.indexOf(groupSeparator)
  const end = separator < 0 ? text.length : separator
  const length = lengthIsKnown.has(ai.slice(0, 2)) ? Math.min(most, end) : end
  const after = text.slice(length)
  return {
    value: text.slice(0, length),
    after: after.startsWith(groupSeparator) ? after.slice(1) : after,
  }
}

function faultOf(value: string, format: Format): Gs1Fault['code'] | null {
  if (value.length < format.least || value.length > format.most) return 'bad-length'
  if (format.digits ? !/^\d+$/.test(value) : !set82.test(value)) return 'bad-character'
  if (format.check === 'check-digit' && !hasCheckDigit(value)) return 'bad-check-digit'
  return format.check === 'date' && !isDate(value) ? 'bad-date' : null
}

function hasCheckDigit(digits: string): boolean {
  return gtinCheckDigit(digits.slice(0, -1)) === Number(digits.slice(-1))
}

const daysOfMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** `YYMMDD`; day 00 is the end of the month. */
function isDate(digits: string): boolean {
  const [month, day] = [Number(digits.slice(2, 4)), Number(digits.slice(4))]
  return day <= (daysOfMonth[month - 1] ?? -1)
}

/** What a code says of the goods that it is on, besides what they are. */
export interface ItemTraits {
  readonly lot?: string
  readonly serial?: string
  /** The last day on which they may be used, `YYYY-MM-DD`. */
  readonly expiresOn?: string
  /** Units that this one code stands for. */
  readonly count?: number
}

/** The GTIN of an element string, and what it says besides; null when it names no goods. */
export interface Gs1Item {
  readonly gtin: string
  readonly traits: ItemTraits
}

/**
 * What the elements say of goods: 01, or 02 with 37, and 10, 17, 21.
 *
 * @param thisYear decides the century (General Specifications 7.12): a year within 49 ahead and 50 back
 */
export function itemOf(elements: readonly Gs1Element[], thisYear: number): Gs1Item | null {
  const of = (ai: string): string | undefined =>
    elements.find((element) => element.ai === ai)?.value
  const gtin = of('01') ?? of('02')
  if (gtin === undefined) return null
  const [lot, serial, expires, count] = [of('10'), of('21'), of('17'), of('37') ?? of('30')]
  const traits: ItemTraits = {
    ...(lot === undefined ? {} : { lot }),
    ...(serial === undefined ? {} : { serial }),
    ...(expires === undefined ? {} : { expiresOn: dateOf(expires, thisYear) }),
    ...(count === undefined || Number(count) < 1 ? {} : { count: Number(count) }),
  }
  return { gtin, traits }
}

function dateOf(digits: string, thisYear: number): string {
  const two = Number(digits.slice(0, 2))
  const century = thisYear - (thisYear % 100)
  const ahead = two - (thisYear % 100)
  const year = century + two + (ahead >= 51 ? -100 : ahead <= -50 ? 100 : 0)
  const month = digits.slice(2, 4)
  const day = digits.slice(4) === '00' ? lastDay(year, Number(month)) : digits.slice(4)
  return `${String(year)}-${month}-${day}`
}

function lastDay(year: number, month: number): string {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return String(month === 2 && !isLeap ? 28 : (daysOfMonth[month - 1] ?? 31))
}

/** AIM identifiers of codes that hold GS1 element strings (hardware facts 1.1): GS1-128, DataMatrix, QR, DataBar. */
const gs1Identifiers: readonly string[] = ['C1', 'd2', 'Q3', 'e0']

/** Whether the scanner says that a code holds an element string; null = it says nothing. */
export function isGs1By(aim: string | null): boolean | null {
  return aim === null ? null : gs1Identifiers.includes(aim)
}
