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
]
