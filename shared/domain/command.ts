import type { ParcelCarton } from './carton.ts'
import type { ItemTraits } from './gs1.ts'
import type { Product } from './product.ts'
import type { Weight } from './weighing.ts'

interface OfOrder {
  readonly orderNumber: string
}

/** What a person wants to happen. `decide` answers with facts or with a refusal. */
export type Command =
  | (OfOrder & { readonly type: 'claimOrder' })
  | (OfOrder & {
      readonly type: 'takeOverOrder'
      readonly reason: string
      readonly approvedBy?: string
    })
  | (OfOrder & { readonly type: 'putBackOrder' })
  | (OfOrder & { readonly type: 'completeTask'; readonly taskId: string })
  | (OfOrder & { readonly type: 'relabelParcel'; readonly waybillNumber: string })
  | (OfOrder & {
      readonly type: 'pickItem'
      readonly sku: string
      readonly quantity: number
      /** The tote that the units go into; absent = none, the goods go straight to the bench. */
      readonly tote?: string
      /** What the code says of these very units. */
      readonly traits?: ItemTraits
    })
  /** Puts picked units back into their bin. */
  | (OfOrder & {
      readonly type: 'unpickItem'
      readonly shares: readonly { readonly lineId: string; readonly quantity: number }[]
    })
  | (OfOrder & {
      readonly type: 'packItem'
      readonly sku: string
      readonly quantity: number
      /** The code as it was scanned. */
      readonly code: string
      /** What the code says of these very units. */
      readonly traits?: ItemTraits
      /** The code was typed by hand. */
      readonly typed?: true
    })
  /** Takes units out of the open parcel again. */
  | (OfOrder & {
      readonly type: 'unpackItem'
      readonly shares: readonly {
        readonly lineId: string
        readonly quantity: number
        readonly serial?: string | undefined
      }[]
    })
  /** Sets aside units that are broken: out of the open parcel, or out of the tote, and to be picked once more. */
  | (OfOrder & {
      readonly type: 'damageItem'
      readonly from: 'parcel' | 'tote'
      readonly shares: readonly {
        readonly lineId: string
        readonly quantity: number
        readonly serial?: string | undefined
      }[]
    })
  | (OfOrder & { readonly type: 'chooseCarton'; readonly carton: ParcelCarton })
  /** The bin holds too little for a line. */
  | (OfOrder & { readonly type: 'shortLine'; readonly lineId: string })
  /** Another article goes in for what a line still lacks. */
  | (OfOrder & {
      readonly type: 'substituteLine'
      readonly lineId: string
      readonly article: Pick<Product, 'sku' | 'name' | 'unitWeightGrams' | 'bin'>
      readonly reason: string
      /** The badge of the supervisor who agrees. */
      readonly approvedBy?: string
    })
  /** So many units of an article lie in a bin that was short. The order is that of its task. */
  | (OfOrder & {
      readonly type: 'countBin'
      readonly bin: string
      readonly sku: string
      readonly quantity: number
    })
  | (OfOrder & {
      readonly type: 'closeParcel'
      readonly weight?: Weight
      /** Why the box is right without a plausible weight; for a bench that weighs. */
      readonly accepted?: string
      /** The badge of the supervisor who says so. */
      readonly approvedBy?: string
    })
  | (OfOrder & {
      readonly type: 'reprintLabel'
      readonly waybillNumber: string
      readonly reason: string
    })
  /** Gives up the number of a packed box; the centre gets another. */
  | (OfOrder & {
      readonly type: 'voidNumber'
      readonly waybillNumber: string
      readonly reason: string
    })
  | (OfOrder & { readonly type: 'confirmLabel'; readonly waybillNumber: string })
  | (OfOrder & {
      readonly type: 'handOver'
      readonly waybillNumber: string
      /** The courier who is here; null or absent = any. */
      readonly courier?: string | null
    })
