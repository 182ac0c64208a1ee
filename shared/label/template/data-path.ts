import type { DataField, ObjectField } from './data-field.ts'
import type { FormatSubject } from './formats.ts'

/** The names that a text may use at its place. */
export interface KnownNames {
  readonly data: ObjectField
  /** The list whose entry `item` is; null outside of lists. */
  readonly item: string | null
}

/** What a path stands for; null when the data have no such field. */
export function fieldAt(
  names: KnownNames,
  path: string,
): FormatSubject | 'object' | 'truth' | null {
  const [first = '', ...rest] = path.split('.')
  if (rest.length === 0 && (first === 'page' || first === 'pages')) return 'number'
  if (names.item === null || (first !== 'item' && first !== 'number'))
    return subjectOf(fieldOf(names.data, path.split('.')))
  if (first === 'number') return rest.length === 0 ? 'number' : null
  const list = fieldOf(names.data, names.item.split('.'))
  return list?.field.type === 'array' ? subjectOf(fieldOf(list.field.items, rest)) : null
}

interface FoundField {
  readonly field: DataField
  /** Whether the path goes through a list, so that it stands for many values. */
  readonly isMany: boolean
}

function fieldOf(start: DataField, names: readonly string[]): FoundField | null {
  let field: DataField | undefined = start
  let isMany = false
  for (const name of names) {
    if (field?.type === 'array') {
      field = field.items
      isMany = true
    }
    field = field?.type === 'object' ? field.properties[name] : undefined
  }
  return field ? { field, isMany } : null
}

function subjectOf(found: FoundField | null): ReturnType<typeof fieldAt> {
  if (!found) return null
  if (found.isMany || found.field.type === 'array') return 'list'
  switch (found.field.type) {
    case 'string':
      return 'text'
    case 'integer':
    case 'number':
      return 'number'
    case 'boolean':
      return 'truth'
    case 'object':
      return 'object'
  }
}
