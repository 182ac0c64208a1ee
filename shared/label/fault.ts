/**
 * Why a label cannot be drawn. `field` names the element of the document, for example `recipient.name`. A label that is
 * not exactly what it should be is refused, never printed with a gap.
 */
export type LabelFault =
  | { readonly code: 'missing-glyph'; readonly field: string; readonly character: string }
  | { readonly code: 'text-does-not-fit'; readonly field: string }
  | { readonly code: 'barcode-not-encodable'; readonly field: string; readonly detail: string }
  | { readonly code: 'barcode-too-wide'; readonly field: string }
  | { readonly code: 'quiet-zone-covered'; readonly field: string }
  | { readonly code: 'outside-printable-area'; readonly field: string }
  /** Two elements share dots; `detail` is the name of the other. */
  | { readonly code: 'elements-overlap'; readonly field: string; readonly detail: string }
  | { readonly code: 'wider-than-print-head'; readonly field: string }
  | { readonly code: 'template-unknown'; readonly field: string }
  /** The template has room for fewer entries, and must not leave any out. */
  | { readonly code: 'list-too-long'; readonly field: string }
  | { readonly code: 'picture-unreadable'; readonly field: string; readonly detail: string }
  /** What the carrier made is damaged, is several labels, or is for another kind of printer. */
  | { readonly code: 'document-invalid'; readonly field: string; readonly detail: string }
  /** The data are not what the template asks for. */
  | { readonly code: 'data-invalid'; readonly field: string; readonly detail: string }

/** The fault in one line for journal and log: code, field, and what is known beyond that. */
export function describeLabelFault(fault: LabelFault): string {
  const place = `${fault.code}: ${fault.field}`
  if ('detail' in fault) return `${place}: ${fault.detail}`
  if (fault.code !== 'missing-glyph') return place
  const codePoint = fault.character.codePointAt(0) ?? 0
  const hex = codePoint.toString(16).toUpperCase().padStart(4, '0')
  return `${place}: ${fault.character} (U+${hex})`
}
