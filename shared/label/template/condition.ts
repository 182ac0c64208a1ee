import { valueOf, type Scope } from './binding.ts'
import type { TemplateCondition } from './template-element.ts'

/** Whether all conditions hold. */
export function holds(
  conditions: TemplateCondition | readonly TemplateCondition[] | undefined,
  scope: Scope,
): boolean {
  return conditionList(conditions).every((condition) => {
    const value = valueOf(scope, condition.path)
    if ('equals' in condition) return value === condition.equals
    if ('above' in condition) return typeof value === 'number' && value > condition.above
    return isPresent(value) === (condition.is === 'present')
  })
}

/** The conditions of an element as a list. */
export function conditionList(
  conditions: TemplateCondition | readonly TemplateCondition[] | undefined,
): readonly TemplateCondition[] {
  if (conditions === undefined) return []
  return 'path' in conditions ? [conditions] : conditions
}

function isPresent(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== ''
  if (Array.isArray(value)) return value.length > 0
  return value !== undefined && value !== null && value !== 0 && value !== false
}
