import { carrierCardOf, commandCardOf } from '../../shared/domain/meaning.ts'
import type { Bench } from './actions.ts'
import type { HandedOver } from './view.ts'

/** Cards that mean something to a courier only; false = the text is none of them. */
export async function takeCourierCard(bench: Bench, text: string): Promise<boolean> {
  const courier = carrierCardOf(text)
  if (courier !== null) chooseCourier(bench, courier)
  else if (commandCardOf(text) === 'CLOSE') await printManifest(bench)
  else return false
  return true
}

/** From now on only this courier's parcels are taken, until the list is printed. */
function chooseCourier({ board }: Bench, courier: string): void {
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
