import type { Context } from '../decision.ts'
import type { ItemTraits } from '../gs1.ts'
import { refusal, type Refusal } from '../refusal.ts'

/** Why units must not be sent, nor carried to the bench, although the goods are right: they are too old. Null = they are not, or their code does not say. */
export function expiredUnits(
  orderNumber: string,
  name: string,
  traits: ItemTraits | undefined,
  { today }: Pick<Context, 'today'>,
): Refusal | null {
  const expiresOn = traits?.expiresOn
  if (expiresOn === undefined || expiresOn >= today) return null
  return refusal('expired', { orderNumber, name, expiresOn })
}
