/** Fields that hold a person by their very name; their values are masked whatever they look like. */
const nameFields = new Set(['recipient', 'sender', 'buyer', 'contactName', 'operatorName'])
const phoneFields = new Set(['phone', 'mobile', 'telephone'])
const hiddenFields = new Set(['street', 'address', 'token', 'pairingCode', 'authorization'])

/** Mainland mobile numbers, with or without +86, not inside a longer number such as a waybill's. */
const mobileNumber = /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g

/** How deep a value is looked into; deeper parts are left out. */
const deepest = 6

/** A phone number with its middle hidden: `13812345678` becomes `138****5678`; short ones are hidden whole. */
export function maskPhone(phone: string): string {
  const digits = phone.replaceAll(/[^\d*]/g, '')
  return digits.length < 8 ? '****' : `${digits.slice(0, -8)}****${digits.slice(-4)}`
}

/** A name with all but its first character hidden: `王小明` becomes `王**`. The length is not told beyond three. */
export function maskName(name: string): string {
  const [first = '', ...rest] = name.trim()
  return first + '*'.repeat(Math.min(rest.length, 2))
}

/** A text in which every mobile number is masked. */
export function maskText(text: string): string {
  return text.replaceAll(mobileNumber, maskPhone)
}

/**
 * A copy of the fields that is fit for a log: personal fields masked, mobile numbers masked in every text, errors told
 * as name, message and stack.
 */
export function withoutPersonalData(
  fields: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return maskRecord(fields, 0)
}

function maskRecord(record: object, depth: number): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, maskField(name, value, depth)]),
  )
}

function maskField(name: string, value: unknown, depth: number): unknown {
  if (hiddenFields.has(name)) return '****'
  if (typeof value === 'string') {
    if (phoneFields.has(name)) return maskPhone(value)
    if (nameFields.has(name)) return maskName(value)
  }
  return maskValue(value, depth)
}

function maskValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return maskText(value)
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object' || value === null) return value
  if (depth >= deepest) return '…'
  if (value instanceof Error) return maskError(value)
  if (value instanceof Date) return value.toISOString()
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`
  if (Array.isArray(value)) return value.map((item: unknown) => maskValue(item, depth + 1))
  return maskRecord(value, depth + 1)
}

function maskError(error: Error): Readonly<Record<string, unknown>> {
  const { name, message, stack = '' } = error
  return { name, message: maskText(message), stack: maskText(stack) }
}
