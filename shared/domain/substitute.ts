import type { EventBodies } from './event.ts'
import type { Order, OrderedArticle, OrderLine } from './order.ts'

/** Units of a line that nobody has taken from their bin: only for these another article can go in. */
export function untakenUnits({ quantity, picked, packed }: OrderLine): number {
  return Math.max(0, quantity - Math.max(picked, packed))
}

/** What was ordered where a line stands now. */
export function orderedArticle(line: OrderLine): OrderedArticle {
  const { lineId, sku, name, unitWeightGrams, bin } = line
  return line.substituteFor ?? { lineId, sku, name, unitWeightGrams, bin }
}

/** As much of a line's name as leaves room for a number within what `orderRow` lets through. */
const stemLength = 56

/**
 * The line that takes units of another article in. It is named in the fact, because the centre may have other lines by then, and
 * would number them differently. The article that was ordered goes back into its own line.
 */
export function substituteLineIdOf({ lines }: Order, line: OrderLine, sku: string): string {
  const ordered = orderedArticle(line)
  if (sku === ordered.sku) return ordered.lineId
  const nameOf = (number: number): string =>
    `${ordered.lineId.slice(0, stemLength)}~${String(number)}`
  let number = 1
  while (lines.some(({ lineId }) => lineId === nameOf(number))) number += 1
  return nameOf(number)
}

/**
 * Another article stands for units that nobody has taken. There are as many units as before, whatever the fact says: of a line that
 * the office has meanwhile split or taken away no more is replaced than is there.
 */
export function recordSubstituted(order: Order, body: EventBodies['line.substituted']): Order {
  const { lineId, substituteLineId, sku } = body
  const line = order.lines.find((candidate) => candidate.lineId === lineId)
  const units = line ? Math.min(body.quantity, untakenUnits(line)) : 0
  const known = order.lines.find((candidate) => candidate.lineId === substituteLineId)
  if (!line || units === 0 || (known && known.sku !== sku)) return order
  const left = line.quantity - units
  const lines = order.lines.flatMap((one) => {
    if (one === line) return left > 0 ? [{ ...line, quantity: left }] : []
    return one === known ? [{ ...known, quantity: known.quantity + units }] : [one]
  })
  if (known) return { ...order, lines }
  // Units of an article fill its lines from the first on: what was ordered is filled before what stands for something else.
  const place = order.lines.indexOf(line) + (left > 0 ? 1 : 0)
  const behindOrdered = lines.findLastIndex((one) => one.sku === sku) + 1
  const added = lineOf(line, body, units)
  return { ...order, lines: lines.toSpliced(Math.max(place, behindOrdered), 0, added) }
}

function lineOf(
  line: OrderLine,
  body: EventBodies['line.substituted'],
  quantity: number,
): OrderLine {
  const { substituteLineId: lineId, sku, name, unitWeightGrams, bin } = body
  const ordered = orderedArticle(line)
  const added = { lineId, sku, name, quantity, unitWeightGrams, bin, picked: 0, packed: 0 }
  return sku === ordered.sku ? added : { ...added, substituteFor: ordered }
}

/** The lines as the office knows them, with nothing in place of anything. Counts go to the line that was ordered. */
export function asOrdered(lines: readonly OrderLine[]): readonly OrderLine[] {
  const ordered = new Map<string, OrderLine>()
  for (const line of lines) {
    const { substituteFor: _before, ...own } = line
    const article = orderedArticle(line)
    const { quantity, picked, packed } = ordered.get(article.lineId) ?? {
      ...{ quantity: 0, picked: 0, packed: 0 },
    }
    ordered.set(article.lineId, {
      ...{ ...own, ...article, quantity: quantity + line.quantity },
      ...{ picked: picked + line.picked, packed: packed + line.packed },
    })
  }
  return [...ordered.values()]
}
