/** Guards at the bench itself; see `mutants.mjs`. */
export const benchMutants = [
  {
    name: 'a station that was turned away packs nothing more',
    tests: ['test/unit/ipc/turned-away.test.ts'],
    edits: [
      {
        file: 'electron/main/composition/working-station.ts',
        find: 'const exclusion = station.exclusion()',
        replace: 'const exclusion = null',
      },
    ],
  },
  {
    name: 'a printer that says it has no paper is sent no label',
    tests: ['test/integration/printer-condition.test.ts'],
    edits: [
      {
        file: 'electron/main/print/print-attempt.ts',
        find: "return condition?.kind === 'fault' ? condition.faults : []",
        replace: 'return condition === undefined ? [] : []',
      },
    ],
  },
  {
    name: 'a box whose number was given up waits for another',
    tests: ['test/unit/domain/conflicts.test.ts'],
    edits: [
      {
        file: 'shared/domain/evolve.ts',
        find: "return { ...order, state: 'exception', exceptionCode: 'number-voided' }",
        replace: 'return order',
      },
    ],
  },
  {
    name: 'a label of a carrier that would print itself twice is refused',
    tests: ['test/unit/print/pass-through.test.ts'],
    edits: [
      {
        file: 'shared/label/carrier-document.ts',
        find: 'return Number(quantity) === 1 ? null : `it would print itself ${quantity} times`',
        replace: 'return quantity === undefined ? quantity : null',
      },
    ],
  },
  {
    name: 'the receipt of another task is none',
    tests: ['test/integration/print-component.test.ts'],
    edits: [
      {
        file: 'electron/main/print/component-transport.ts',
        find: 'if (!isOurs) return null',
        replace: 'if (!isOurs && taskID === requestID) return null',
      },
    ],
  },
]
