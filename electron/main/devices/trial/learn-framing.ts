import { testCodeTexts } from '../../../../shared/domain/test-codes.ts'
import type { ScannerFraming } from '../../settings/scanner-settings.ts'
import { createFrameText } from '../frame-text.ts'

/** What one pull of the trigger has sent: bytes with silence before and behind. */
export interface TrialBytes {
  readonly bytes: Uint8Array
  /** The longest silence between two of its bytes, ms. */
  readonly longestGapMs: number
}

/** What ended a code. `silence`: nothing did, the line fell silent. */
export const codeEnds = ['cr', 'lf', 'crlf', 'etx', 'silence'] as const
export type CodeEnd = (typeof codeEnds)[number]

/** What several reads have taught. */
export interface Learnt {
  /** Reads that it was learnt from. */
  readonly reads: number
  /** null = too few reads yet; `different` = they do not end alike. */
  readonly ended: CodeEnd | 'different' | null
  /** In how many of the reads an AIM identifier came. */
  readonly identified: number
  /** What the settings should say; null = it cannot be told yet. */
  readonly proposal: ScannerFraming | null
}

/** So many reads that end alike are no accident. */
export const fewestReads = 3

const codes = { stx: 0x02, etx: 0x03, lf: 0x0a, cr: 0x0d }
const shortestFlushMs = 50
const longestFlushMs = 2_000
const longestPrefix = 16

/** What ended the bytes of one read. */
function endOf(bytes: Uint8Array): CodeEnd {
  const [before, last] = [bytes.at(-2), bytes.at(-1)]
  if (last === codes.lf) return before === codes.cr ? 'crlf' : 'lf'
  if (last === codes.cr) return 'cr'
  return last === codes.etx ? 'etx' : 'silence'
}

/** The bytes of one read without what begins and ends it on the wire. */
export function withoutEnds(bytes: Uint8Array): Uint8Array {
  const end = endOf(bytes)
  const tail = { crlf: 2, cr: 1, lf: 1, etx: 1, silence: 0 }[end]
  const from = bytes[0] === codes.stx ? 1 : 0
  return bytes.subarray(from, Math.max(from, bytes.length - tail))
}

/**
 * Learns how a scanner frames its codes from what it has sent. What nothing was learnt of stays as it is at present.
 *
 * @param runs reads of single codes, in any order
 */
export function learnFraming(runs: readonly TrialBytes[], present: ScannerFraming): Learnt {
  const told = runs.filter(({ bytes }) => withoutEnds(bytes).length > 0)
  const bodies = told.map(({ bytes }) => withoutEnds(bytes))
  const charset = charsetOf(bodies, present.charset)
  const texts = bodies.flatMap((body) => decoded(body, charset) ?? [])
  const prefix = prefixOf(texts) ?? present.prefix
  const identified = texts.filter((text) => identifierAfter(prefix, text) !== null).length
  const ends = new Set(told.map(({ bytes }) => endOf(bytes)))
  const [only] = ends
  if (told.length < fewestReads || only === undefined)
    return { reads: told.length, ended: null, identified, proposal: null }
  if (ends.size > 1) return { reads: told.length, ended: 'different', identified, proposal: null }
  const longestGapMs = Math.max(...told.map((run) => run.longestGapMs))
  const proposal: ScannerFraming = {
    prefix,
    suffix: only === 'silence' ? 'none' : only,
    idleFlushMs: only === 'silence' ? flushAfter(longestGapMs) : present.idleFlushMs,
    charset,
    aim: identified * 2 >= told.length,
  }
  return { reads: told.length, ended: only, identified, proposal }
}

/** Twice the longest silence within a code, in steps of 10 ms. */
function flushAfter(longestGapMs: number): number {
  const wanted = Math.ceil((2 * longestGapMs) / 10) * 10
  return Math.min(longestFlushMs, Math.max(shortestFlushMs, wanted))
}

/**
 * The charset in which everything that came can be read. A test code that reads right settles it; else the strictest wins, because
 * nearly nothing but UTF-8 is valid UTF-8, and everything is valid Latin-1.
 */
function charsetOf(
  bodies: readonly Uint8Array[],
  present: ScannerFraming['charset'],
): ScannerFraming['charset'] {
  const beyondAscii = bodies.filter((body) => body.some((byte) => byte >= 0x80))
  if (beyondAscii.length === 0) return present
  const fitting = (['utf8', 'gb18030', 'latin1'] as const).filter((charset) =>
    beyondAscii.every((body) => decoded(body, charset) !== null),
  )
  const settled = fitting.find((charset) =>
    beyondAscii.some((body) => testCodeIn(decoded(body, charset) ?? '') !== null),
  )
  return settled ?? fitting[0] ?? present
}

/** The text of bytes as a scanner of that charset would mean it; null = no text. */
export function decoded(body: Uint8Array, charset: ScannerFraming['charset']): string | null {
  const plain = { prefix: '', suffix: 'auto', idleFlushMs: 50, charset, aim: false } as const
  const { text, fault } = createFrameText(plain)(body)
  return fault === null ? text : null
}

const identifierPattern = /^\][A-Za-z][0-9A-Za-z]/

/** Where in a text a test code begins that reads right to its last character; null = there is none. */
function testCodeIn(text: string): number | null {
  const found = Object.values(testCodeTexts).find((wanted) => text.includes(wanted))
  return found === undefined ? null : text.indexOf(found)
}

function identifierAfter(prefix: string, text: string): string | null {
  const data = text.startsWith(prefix) ? text.slice(prefix.length) : text
  return identifierPattern.exec(data)?.[0].slice(1) ?? null
}

/**
 * What stands before every code: before the AIM identifier when all have one, else before the text of a test code. Both
 * are needed to tell a prefix from codes that happen to begin alike. null = it cannot be told.
 */
function prefixOf(texts: readonly string[]): string | null {
  if (texts.length === 0) return null
  const before = texts.flatMap((text) => {
    const found = beforeCode(text)
    return found === null ? [] : [found]
  })
  const [first] = before
  if (first === undefined || before.some((each) => each !== first)) return null
  const isBeforeAll = texts.every((text) => text.startsWith(first))
  return isBeforeAll && first.length <= longestPrefix ? first : null
}

function beforeCode(text: string): string | null {
  const testCodeAt = testCodeIn(text)
  if (testCodeAt !== null) {
    const before = text.slice(0, testCodeAt)
    return before.replace(/\][A-Za-z][0-9A-Za-z]$/, '')
  }
  const identifierAt = text.slice(0, longestPrefix + 3).search(/\][A-Za-z][0-9A-Za-z]/)
  return identifierAt < 0 ? null : text.slice(0, identifierAt)
}
