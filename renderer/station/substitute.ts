import type { ScanMeaning } from '../../shared/domain/meaning.ts'
import { nextLine } from '../../shared/domain/order.ts'
import { lineToReplace } from '../../shared/domain/rules/substitute.ts'
import { orderedArticle, untakenUnits } from '../../shared/domain/substitute.ts'
import type { Bench } from './actions.ts'
import { askApproval } from './approval.ts'

/** What the line that comes next asks for is not there: the bench waits for the article that goes in instead. */
export function beginSubstitute({ ports, board }: Bench, reason: string): void {
  const { order, phase, replacing } = board.view()
  if (!order) return board.wrong('no-order-open')
  const step = replacing?.step ?? (phase === 'picking' ? 'picked' : 'packed')
  const lineId = replacing?.lineId ?? nextLine(order, step)?.lineId ?? ''
  const found = lineToReplace(order, { lineId }, ports)
  if (!found.ok) return board.wrong(found.error.code, found.error.data)
  const { line } = found.value
  board.show({ replacing: { lineId, step, reason } })
  board.notice('substitute-needed', { name: line.name, quantity: untakenUnits(line) })
}

/**
 * The scan that names the article. It counts no unit. Going back to what was ordered is nothing that a supervisor is called for.
 */
export async function nameSubstitute(
  bench: Bench,
  { sku, code }: Extract<ScanMeaning, { kind: 'item' }>,
): Promise<void> {
  const { ports, board } = bench
  const { order, replacing } = board.view()
  if (!order || !replacing) return board.wrong('not-expected-here', { code })
  const { lineId, reason } = replacing
  const found = lineToReplace(order, { lineId, article: { sku } }, ports)
  if (!found.ok) return board.wrong(found.error.code, found.error.data)
  const article = await ports.store.productOf(sku)
  if (!article) return board.wrong('unknown-code', { code })
  const { name, unitWeightGrams, bin } = article
  const isOrdered = orderedArticle(found.value.line).sku === sku
  const asked = { lineId, reason, article: { sku, name, unitWeightGrams, bin } }
  await askApproval(
    bench,
    { kind: 'substitute', ...asked, insteadOf: found.value.line.name },
    isOrdered,
  )
}

/** The line stays as it is. */
export function leaveLine({ board }: Bench): void {
  board.show({ replacing: null })
  board.notice('substitute-left')
}
