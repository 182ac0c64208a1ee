import { formats } from './formats.ts'

/** A part of a template's text: words as they are, or a data field with its format. */
export type TextPart =
  | { readonly kind: 'words'; readonly words: string }
  | { readonly kind: 'field'; readonly path: string; readonly format: string | null }

const part = /\{\{|\}\}|\{([A-Za-z]\w*(?:\.[A-Za-z]\w*)*)(?:\|([a-z-]+))?\}|[^{}]+|[{}]/gu

/** Reads `{field}` and `{field|format}`; `{{` and `}}` are braces. Null when a brace stands alone. */
export function parseText(text: string): readonly TextPart[] | null {
  const parts: TextPart[] = []
  for (const match of text.matchAll(part)) {
    const [whole, path, format = null] = match
    if (path !== undefined) parts.push({ kind: 'field', path, format })
    else if (whole === '{' || whole === '}') return null
    else
      parts.push({
        kind: 'words',
        words: whole === '{{' || whole === '}}' ? whole.charAt(0) : whole,
      })
  }
  return parts
}

/** What the names in a template stand for where it is just now: the data, and `item` and `number` inside a list. */
export type Scope = Readonly<Record<string, unknown>>

/** The value of a path. A path through a list is the list of all values; what is not there is undefined. */
export function valueOf(scope: unknown, path: string): unknown {
  let value = scope
  for (const name of path.split('.'))
    value = Array.isArray(value)
      ? value.map((each: unknown) => memberOf(each, name))
      : memberOf(value, name)
  return value
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return (value as Record<string, unknown>)[name]
}

/** The text with its data. A field that is left out is an empty text. */
export function fillText(parts: readonly TextPart[], scope: Scope): string {
  return parts.map((each) => (each.kind === 'words' ? each.words : fieldText(each, scope))).join('')
}

function fieldText({ path, format }: TextPart & { kind: 'field' }, scope: Scope): string {
  const value = valueOf(scope, path)
  if (format !== null) return formats.get(format)?.write(value) ?? ''
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
