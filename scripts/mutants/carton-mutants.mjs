/** Guards around cartons, weights and the boxes of an order; see `mutants.mjs`. */
export const cartonMutants = [
  {
    name: 'a label whose bytes have left starts no more, whatever comes late',
    tests: ['test/unit/domain/print-ledger.test.ts'],
    edits: [
      {
        file: 'shared/domain/print-ledger.ts',
        find: "return hasLeft && (type === 'label.sending' || type === 'label.failed')",
        replace: "return hasLeft && type === 'label.failed'",
      },
    ],
  },
  {
    name: 'the place of a box that never came keeps no order back',
    tests: ['test/unit/domain/carton.test.ts'],
    edits: [
      {
        file: 'shared/domain/evolve.ts',
        find: 'const boxes = order.parcels.filter(isBox)',
        replace: 'const boxes = order.parcels',
      },
    ],
  },
  {
    name: 'a label waits for its carton where the bench asks for it',
    tests: ['test/unit/station/cartons.test.ts'],
    edits: [
      {
        file: 'shared/domain/rules/pack.ts',
        find: 'if (context.asksCarton && !parcel.carton)',
        replace: 'if (context.asksCarton && parcel.contents.length === 0)',
      },
    ],
  },
  {
    name: 'boxes that are sold are packed as goods',
    tests: ['test/unit/station/cartons.test.ts'],
    edits: [
      {
        file: 'renderer/station/look-up.ts',
        find: '!isOrdered(open, carton.sku)',
        replace: 'true',
      },
    ],
  },
  {
    name: 'a weight is learnt only from boxes that agree',
    tests: ['test/unit/domain/learnt-weight.test.ts'],
    edits: [
      {
        file: 'shared/domain/learnt-weight.ts',
        find: 'agreeing.length >= newest.length * agreeingShare',
        replace: 'agreeing.length >= 1',
      },
    ],
  },
  {
    name: 'a box whose carton nobody named teaches nothing',
    tests: ['test/unit/domain/learnt-weight.test.ts'],
    edits: [
      {
        file: 'shared/domain/learnt-weight.ts',
        find: 'if (weightGrams === undefined || !carton || carton.grams === 0) return null',
        replace: 'if (weightGrams === undefined || !carton) return null',
      },
    ],
  },
  {
    name: 'the second box of an order gets a number of its own',
    tests: ['test/integration/second-box.test.ts'],
    edits: [
      {
        file: 'server/fulfilment/known-floor.ts',
        find: '!isFullyPacked(order) || order.parcels.some((parcel) => !parcel.closed && isBox(parcel))',
        replace: '!isFullyPacked(order)',
      },
    ],
  },
  {
    name: 'a code stands for one article',
    tests: ['test/integration/centre-products.test.ts'],
    edits: [
      {
        file: 'server/products/change-products.ts',
        find: 'if (!foreign) return null',
        replace: 'if (!foreign || foreign.sku !== "") return null',
      },
    ],
  },
]
