import type { Bench } from './actions.ts'
import type { HandedOver } from './view.ts'

/** From now on only this courier's parcels are taken, until the list is printed. */
export function chooseCourier({ board }: Bench, courier: string): void {
  board.show({ courier })
  board.notice('courier-chosen', { carrier: courier })
}

/** Prints what each courier has, in the order of the scans, and begins anew. A list that was not printed stays. */
export async function printManifest({ board, ports }: Bench): Promise<void> {
  const { handedOver } = board.view()
  if (handedOver.length === 0) return board.wrong('nothing-handed-over')
  for (const parcels of byCarrier(handedOver)) {
    const printed = await ports.printer.printManifest(parcels)
    if (!printed.ok) return board.wrong(printed.error)
    // Each is done by itself: what a broken printer has left is printed when it works again.
    const done = new Set(parcels)
    board.show({ handedOver: board.view().handedOver.filter((parcel) => !done.has(parcel)) })
  }
  board.show({ courier: null })
  board.right('manifest-printed', { count: handedOver.length })
}

/** Oldest first, a list for each carrier. */
function byCarrier(handedOver: readonly HandedOver[]): readonly (readonly HandedOver[])[] {
  const lists = new Map<string, HandedOver[]>()
  for (const parcel of [...handedOver].reverse())
    lists.set(parcel.carrier, [...(lists.get(parcel.carrier) ?? []), parcel])
  return [...lists.values()]
}
