import type { Command } from '../command.ts'
import type { Context, Facts, Ruling } from '../decision.ts'
import { event } from '../event.ts'
import type { Order, OrderLine } from '../order.ts'
import { refusal, type Refusal } from '../refusal.ts'
import { fail, succeed, type Result } from '../result.ts'
import { orderedArticle, substituteLineIdOf, untakenUnits } from '../substitute.ts'
import { guardOwned } from './guards.ts'

/**
 * Another article goes in for every unit of a line that nobody has taken. Units of it are picked and packed like any others, by their own
 * code. Going back to the article that was ordered is the same step the other way.
 */
export function substituteLine(
  facts: Facts,
  command: Extract<Command, { type: 'substituteLine' }>,
  context: Context,
): Ruling {
  const { orderNumber, lineId, article } = command
  const found = lineToReplace(facts.order, command, context)
  if (!found.ok) return found
  const { order, line } = found.value
  const reason = command.reason.trim()
  if (reason === '') return fail(refusal('substitute-needs-reason', { orderNumber }))
  const ordered = orderedArticle(line)
  const { sku, name, unitWeightGrams, bin } = article.sku === ordered.sku ? ordered : article
  const substituteLineId = substituteLineIdOf(order, line, sku)
  const quantity = untakenUnits(line)
  const { approvedBy } = command
  const { operatorId } = context
  const fact = event('line.substituted', {
    ...{ orderNumber, lineId, substituteLineId, sku, name, quantity, unitWeightGrams, bin, reason },
    ...(approvedBy === undefined ? {} : { approvedBy }),
    operatorId,
  })
  return succeed({ events: [fact], labels: [] })
}

/**
 * The line that another article is to go in for.
 *
 * @param wanted without an article it is asked whether any could go in, before somebody fetches one
 */
export function lineToReplace(
  order: Order | undefined,
  wanted: { readonly lineId: string; readonly article?: { readonly sku: string } },
  context: Pick<Context, 'stationId'>,
): Result<{ readonly order: Order; readonly line: OrderLine }, Refusal> {
  const owned = guardOwned(order, context)
  if (!owned.ok) return owned
  const { orderNumber, lines } = owned.value
  const line = lines.find(({ lineId }) => lineId === wanted.lineId)
  if (!line || untakenUnits(line) === 0)
    return fail(refusal('nothing-to-substitute', { orderNumber, name: line?.name ?? '' }))
  if (wanted.article?.sku === line.sku)
    return fail(refusal('same-article', { orderNumber, name: line.name }))
  return succeed({ order: owned.value, line })
}
