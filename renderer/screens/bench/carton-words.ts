import type { TFunction } from 'i18next'
import type { CartonSuggestion } from '../../../shared/domain/carton.ts'

/** A suggestion in words. */
export function cartonWords(advice: CartonSuggestion, t: TFunction): string {
  if (advice.kind === 'several') return t('bench.severalCartons')
  return t('bench.takeCarton', { name: advice.carton.name })
}
