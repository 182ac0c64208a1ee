import type { DataField } from '../../shared/label/template/data-field.ts'
import type { LabelTemplate } from '../../shared/label/template/template.ts'

/** What must become of a hand-made input: drawn, refused for a character, or either as long as a refusal names a field. */
export type Expected =
  | { readonly kind: 'drawn' }
  | { readonly kind: 'missing-glyph'; readonly character: string }
  | { readonly kind: 'drawn-or-refused' }

export interface HandMade {
  readonly title: string
  readonly data: Readonly<Record<string, unknown>>
  readonly expected: Expected
}

const drawn = { kind: 'drawn' } as const
const either = { kind: 'drawn-or-refused' } as const
const missing = (character: string): Expected => ({ kind: 'missing-glyph', character })

/** Texts put into one field each, and what must become of them. */
const nastyTexts: readonly (readonly [title: string, text: string, expected: Expected])[] = [
  ['rare family name', '𠮷田', missing('𠮷')],
  ['emoji', '礼物🎁', missing('🎁')],
  ['family emoji with joiners', '👨‍👩‍👧', missing('👨')],
  ['flag', '🇨🇳', missing('🇨')],
  ['Thai', 'สวัสดี', missing('ส')],
  ['Arabic', 'مرحبا', missing('م')],
  ['Hebrew', 'שלום', missing('ש')],
  ['Hangul', '한국', missing('한')],
  ['Devanagari', 'नमस्ते', missing('न')],
  ['private use', '\ue000', missing('\ue000')],
  ['control character', '杭\u0007州', missing('\u0007')],
  ['half a surrogate', '\ud842', missing('\ud842')],
  ['unassigned', '\u0378', missing('\u0378')],
  ['Uyghur name', '阿卜杜拉·买买提', drawn],
  ['zero width and direction signs', '\u200b稳\u202e发\ufeff', drawn],
  ['tab and line breaks', '稳\t发\r\n店', drawn],
  ['letters in parts', 'Cafe\u0301 A\u030a', drawn],
  ['Latin with accents', 'Tomás Ångström', drawn],
  ['full width', '１２３号ＡＢ', drawn],
  ['braces and carets', '{a}^FS~HS', drawn],
  ['quotes and backslashes', '"\\\'', drawn],
  ['spaces only', '   ', either],
  ['ideographic spaces', '\u3000\u3000', either],
  ['empty', '', either],
  ['one letter', '茶', drawn],
  ['no place to break', 'W'.repeat(60), either],
  ['closing marks only', '，。）'.repeat(12), either],
  [
    'longest address',
    '新疆维吾尔自治区巴音郭楞蒙古自治州和静县阿尔夏特路幸福家园12号楼3单元602室'.repeat(2),
    either,
  ],
  ['far too long', '很长的地址'.repeat(400), either],
]

/** Thirty-odd inputs for a template, each its sample with one thing changed. */
export function handMadeFor(template: LabelTemplate): readonly HandMade[] {
  const paths = freeTexts(template.data, [])
  const inTexts = nastyTexts.map(([title, text, expected], index): HandMade => {
    const path = paths[index % paths.length] ?? []
    const data = changed(template.sample, path, text)
    return { title: `${title} in ${path.join('.')}`, data, expected }
  })
  return [...inTexts, ...listInputs(template), ...emptied(template)]
}

/** Every list of the template with 1, 60 and 61 entries; a template without lists as it is. */
function listInputs(template: LabelTemplate): readonly HandMade[] {
  const { sample } = template
  const lists = Object.entries(template.data.properties).filter(
    ([, field]) => field.type === 'array',
  )
  return lists.flatMap(([name]) => {
    const entries = sample[name] as readonly unknown[]
    return [1, 60, 61].map((count) => ({
      title: `${String(count)} entries in ${name}`,
      data: {
        ...sample,
        [name]: Array.from({ length: count }, (_, index) =>
          numbered(entries[index % entries.length], index),
        ),
      },
      expected: drawn,
    }))
  })
}

/** Codes on one label differ: readers take equal neighbours for one symbol. */
function numbered(entry: unknown, index: number): unknown {
  if (typeof entry !== 'object' || entry === null || !('code' in entry)) return entry
  const code = String(entry.code)
  const letters = [Math.floor(index / 26), index % 26].map((at) => String.fromCharCode(65 + at))
  return {
    ...entry,
    code: /\d$/.test(code) ? code.slice(0, -2) + String(10 + index) : `HF:${letters.join('')}`,
  }
}

function emptied(template: LabelTemplate): readonly HandMade[] {
  const data = freeTexts(template.data, []).reduce(
    (before, path) => changed(before, path, ''),
    template.sample,
  )
  return [
    { title: 'the sample', data: template.sample, expected: drawn },
    { title: 'all texts empty', data, expected: either },
  ]
}

// Fields that stand in a barcode or have a form of their own: their nasty inputs are in the tests of the barcodes.
const formed =
  /^(waybillNumber|orderNumber|returnNumber|waveNumber|bin|tote|code|requestedAt|packedAt|printedAt)$/

type Path = readonly (string | number)[]

function freeTexts(field: DataField, path: Path): readonly Path[] {
  if (field.type === 'object')
    return Object.entries(field.properties).flatMap(([name, each]) =>
      freeTexts(each, [...path, name]),
    )
  if (field.type === 'array') return freeTexts(field.items, [...path, 0])
  const isFree = field.type === 'string' && !field.pattern && !field.enum
  return isFree && !formed.test(String(path.at(-1))) ? [path] : []
}

function changed(
  data: Readonly<Record<string, unknown>>,
  path: Path,
  value: unknown,
): Readonly<Record<string, unknown>> {
  const copy = structuredClone(data) as Record<string | number, unknown>
  let at = copy
  for (const name of path.slice(0, -1)) at = at[name] as Record<string | number, unknown>
  at[path.at(-1) ?? ''] = value
  return copy
}
