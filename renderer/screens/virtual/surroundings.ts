import { useEffect, useState } from 'react'
import type { StationView } from '../../station/view.ts'
import { lineToDo } from '../feedback-text.ts'
import { nextStop } from '../../station/next-stop.ts'
import { useCacheAnswer, useScreenPrompt } from '../observe.ts'
import { useServices } from '../services.ts'
import type { Within } from './suggestions.ts'

/** A code that no goods carry, for a shop that has no others: EAN-13 of the range that GS1 leaves to shops. */
const strangeCode = '2099999999990'

/** How many orders are looked at for one that nobody else works on. */
const candidates = 20

/** Gathers from the cache what the next scan could be. */
export function useSurroundings(view: StationView): Within {
  const { cache, description, waybillFor, codeOutside, cartonAdvice, cartons } = useServices()
  const { stationId } = description
  const nextOrder = useCacheAnswer('next-order', async () => {
    const { rows } = await cache.queuePage('toPack', '', candidates)
    const free = rows.filter((row) => row.claimedBy === null || row.claimedBy === stationId)
    // An order that is begun here goes first.
    const begun = free.find((row) => row.claimedBy === stationId)
    return (begun ?? free[0])?.orderNumber ?? null
  })
  const packedWaybill = useCacheAnswer('packed-waybill', async () => {
    const { rows } = await cache.queuePage('packed', '', 1)
    const first = rows[0]
    return first ? waybillFor(first.orderNumber) : null
  })
  const otherGoods = useCacheAnswer(`goods-outside ${view.order?.orderNumber ?? ''}`, async () =>
    view.order ? ((await codeOutside(view.order)) ?? strangeCode) : null,
  )
  const stop = view.scenario === 'walk' && view.walk ? nextStop(view.walk) : null
  const itemCode = useItemCode((stop ?? lineToDo(view))?.sku ?? null)
  const advice = view.order && cartonAdvice(view.order)
  const carton = advice?.kind === 'carton' ? advice.carton : (cartons().at(-1) ?? null)
  return { nextOrder, packedWaybill, otherGoods, itemCode, carton, prompt: useScreenPrompt() }
}

/** A code of the goods; null while it is looked up and when the goods have none. */
function useItemCode(sku: string | null): string | null {
  const { codeFor } = useServices()
  const [found, setFound] = useState<{ readonly sku: string; readonly code: string | null } | null>(
    null,
  )
  useEffect(() => {
    if (sku === null) return
    let over = false
    void codeFor(sku).then((code) => {
      if (!over) setFound({ sku, code })
    })
    return () => {
      over = true
    }
  }, [codeFor, sku])
  return found?.sku === sku ? found.code : null
}
