import type { ChangeRefusalCode } from '../../shared/domain/order-change.ts'

/** What is said to whoever wanted a change that cannot be made. */
export const changeRefusals: Readonly<
  Record<ChangeRefusalCode, { readonly message: string; readonly remedy: string }>
> = {
  'unknown-order': {
    message: 'This warehouse has no such order.',
    remedy: 'Check the order number.',
  },
  'already-cancelled': {
    message: 'The order is cancelled already.',
    remedy: 'Nothing to do; take the goods into a new order if they are to be sent after all.',
  },
  'handed-over': {
    message: 'A parcel of this order is with the courier.',
    remedy:
      'Wait for it to come back: cancelling it has opened a return, every other change comes too late.',
  },
  'already-held': {
    message: 'The order is on hold for this reason already.',
    remedy: 'Nothing to do.',
  },
  'not-held': {
    message: 'The order is not on hold for this reason.',
    remedy: 'Look at its holds and name one of them.',
  },
  'unknown-line': {
    message: 'The order has no such line, or not as many units of it.',
    remedy: 'Name each line once, with at most the units that it has.',
  },
  'nothing-left': {
    message: 'The split would leave the order empty.',
    remedy: 'Leave at least one unit in it.',
  },
  'being-undone': {
    message: 'A station is still undoing what it packed of this order.',
    remedy: 'Wait until its task is done, then split the order.',
  },
  'still-parked': {
    message: 'The rules fail at this order still; its facts stay kept and wait.',
    remedy: 'Update the centre to a version that can read them, then release the order again.',
  },
}
