/** What a key of the US layout writes, without and with Shift. Scanners are keyboards of that layout unless somebody changes it. */
const pairs: Readonly<Record<string, string>> = {
  Minus: '-_',
  Equal: '=+',
  BracketLeft: '[{',
  BracketRight: ']}',
  Backslash: '\\|',
  Semicolon: ';:',
  Quote: '\'"',
  Backquote: '`~',
  Comma: ',<',
  Period: '.>',
  Slash: '/?',
  Space: '  ',
  NumpadDecimal: '..',
  NumpadAdd: '++',
  NumpadSubtract: '--',
  NumpadMultiply: '**',
  NumpadDivide: '//',
}
const shiftedDigits = ')!@#$%^&*('

/** As much of a key press as is looked at: the place of the key, never what an input method makes of it. */
export interface PressedKey {
  readonly code: string
  readonly shift: boolean
  readonly ctrl: boolean
  readonly alt: boolean
  readonly meta: boolean
}

/** The separator between the elements of a GS1 code. */
const groupSeparator = '\u001d'

/** The character that a scanner means by a key; null when the key writes none. */
export function characterOf({ code, shift, ctrl, alt, meta }: PressedKey): string | null {
  if (alt || meta) return null
  // Scanners send the separator as Ctrl with the closing bracket (hardware facts 1.1).
  if (ctrl) return code === 'BracketRight' ? groupSeparator : null
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter !== undefined) return shift ? letter : letter.toLowerCase()
  const digit = /^Digit(\d)$/.exec(code)?.[1]
  if (digit !== undefined) return shift ? (shiftedDigits[Number(digit)] ?? null) : digit
  const numpad = /^Numpad(\d)$/.exec(code)?.[1]
  if (numpad !== undefined) return numpad
  return pairs[code]?.[shift ? 1 : 0] ?? null
}
