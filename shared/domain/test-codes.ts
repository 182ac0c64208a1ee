/** The codes with which a scanner is tried, and what each is there to show. */
export const testCodeNames = ['code128', 'ean-13', 'gs1-128', 'gs1-data-matrix', 'qr'] as const
export type TestCodeName = (typeof testCodeNames)[number]

const separator = '\x1d'

/**
 * What a scanner that is set up rightly sends for each. Code 128 has both cases and a hyphen, which keyboards of other countries swap;
 * both GS1 codes need their separator; the QR code has Chinese text.
 */
export const testCodeTexts: Readonly<Record<TestCodeName, string>> = {
  code128: 'HF-aZyX-128',
  'ean-13': '6901234567892',
  'gs1-128': `010952123454321310L7${separator}21S2`,
  'gs1-data-matrix': `010694987654321821SN-9${separator}10LOT-8`,
  qr: 'QR 稳发 仓库扫码 2026',
}

/** The same as their encoders want them: GS1 codes with the application identifiers in brackets. The names are those of the symbologies. */
export const testCodeSources: Readonly<Record<TestCodeName, string>> = {
  ...testCodeTexts,
  'gs1-128': '(01)09521234543213(10)L7(21)S2',
  'gs1-data-matrix': '(01)06949876543218(21)SN-9(10)LOT-8',
}

/** What came through wrong. `aim-left-in`: the identifier stands in the code, because the settings do not take it off. */
export const testProblems = [
  'truncated',
  'separator-lost',
  'garbled',
  'case-changed',
  'prefix-left',
  'suffix-left',
  'aim-left-in',
] as const
export type TestProblem = (typeof testProblems)[number]

/** How one test code was read; `problem` null = exactly right. */
export interface TestRead {
  readonly name: TestCodeName
  readonly problem: TestProblem | null
  /** What is too much, for a prefix or a suffix; empty otherwise. */
  readonly rest: string
}

/** Which test code a text was meant to be, and what is wrong with it; null = it is none of them. */
export function judgeTestRead(text: string): TestRead | null {
  for (const name of testCodeNames) {
    if (text === testCodeTexts[name]) return { name, problem: null, rest: '' }
  }
  const identifier = /^\][A-Za-z][0-9A-Za-z]/.exec(text)?.[0]
  const judged = identifier === undefined ? null : judgeTestRead(text.slice(identifier.length))
  if (judged) return judged.problem ? judged : { ...judged, problem: 'aim-left-in' }
  for (const judge of judgements) {
    for (const name of testCodeNames) {
      const found = judge(text, testCodeTexts[name])
      if (found) return { name, ...found }
    }
  }
  return null
}

type Judgement = (text: string, wanted: string) => Pick<TestRead, 'problem' | 'rest'> | null

/** From the surest to the vaguest: the first that fits any of the codes names what is wrong. */
const judgements: readonly Judgement[] = [
  (text, wanted) =>
    text.toLowerCase() === wanted.toLowerCase() ? { problem: 'case-changed', rest: '' } : null,
  (text, wanted) =>
    isWithoutSeparator(text, wanted) ? { problem: 'separator-lost', rest: '' } : null,
  (text, wanted) => surplus(text, wanted),
  (text, wanted) => (isPartOf(text, wanted) ? { problem: 'truncated', rest: '' } : null),
  (text, wanted) => (isLike(text, wanted) ? { problem: 'garbled', rest: '' } : null),
]

/** Whatever a keyboard makes of a separator is short. */
const longestSubstitute = 5

function isWithoutSeparator(text: string, wanted: string): boolean {
  const [head = '', tail] = wanted.split(separator)
  if (tail === undefined || !text.startsWith(head) || !text.endsWith(tail)) return false
  const between = text.length - head.length - tail.length
  return between >= 0 && between <= longestSubstitute
}

function surplus(text: string, wanted: string): ReturnType<Judgement> {
  const at = text.indexOf(wanted)
  if (at > 0) return { problem: 'prefix-left', rest: text.slice(0, at) }
  return at === 0 ? { problem: 'suffix-left', rest: text.slice(wanted.length) } : null
}

/** Less than half says nothing about which code it is from. */
function isPartOf(text: string, wanted: string): boolean {
  return text.length >= wanted.length / 2 && text.length < wanted.length && wanted.includes(text)
}

/**
 * Characters were swapped for others: the length stays, or the beginning does. Of codes made of digits this says nothing, because any
 * other goods have a code that is like it.
 */
function isLike(text: string, wanted: string): boolean {
  if (/^\d{8}/.test(wanted)) return false
  const same = [...text].filter((character, at) => character === wanted[at]).length
  if (text.length === wanted.length && same >= wanted.length / 2) return true
  return wanted.startsWith('QR ') && text.startsWith('QR ')
}
