/** Guards at the bench itself; see `mutants.mjs`. */
export const benchMutants = [
  {
    name: 'what is scanned to try a scanner does not reach the bench',
    tests: ['test/unit/station/profile.test.ts'],
    edits: [
      {
        file: 'renderer/station/station.ts',
        find: "if (this.#board.view().scenario === 'scanners') return this.#try(input)",
        replace: '',
      },
    ],
  },
  {
    name: 'a profile waits for the open parcel',
    tests: ['test/unit/station/profile.test.ts'],
    edits: [
      {
        file: 'renderer/station/profile.ts',
        find: 'if (view.order && !stopOf(view.order, stationId))',
        replace: 'if (view.order && stationId === "")',
      },
    ],
  },
  {
    name: 'a profile waits for the goods on the cart',
    tests: ['test/unit/station/profile.test.ts'],
    edits: [
      {
        file: 'renderer/station/profile.ts',
        find: 'return walk.inHand !== null || (isBegun && walk.stops.length > 0)',
        replace: 'return walk.inHand !== null && isBegun',
      },
    ],
  },
  {
    name: 'settings that the next start would refuse are not written',
    tests: ['test/unit/settings/scanner-saves.test.ts'],
    edits: [
      {
        file: 'electron/main/settings/settings-file.ts',
        find: 'return checked.ok ? writeJson(path, changed) : checked',
        replace: 'return writeJson(path, changed)',
      },
    ],
  },
  {
    name: 'reads that end in different ways teach nothing',
    tests: ['test/unit/devices/learn-framing.test.ts'],
    edits: [
      {
        file: 'electron/main/devices/trial/learn-framing.ts',
        find: 'if (ends.size > 1)',
        replace: 'if (ends.size > 9)',
      },
    ],
  },
  {
    name: 'a scanner leaves its port before another opens it',
    tests: ['test/unit/devices/scanner-supervisor.test.ts'],
    edits: [
      {
        file: 'electron/main/devices/scanner-supervisor.ts',
        find: 'await running.get(scanner.scannerId)?.close()',
        replace: 'await Promise.resolve()',
      },
    ],
  },
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
        find: 'return other === undefined ? null : `it would print itself ${other} times`',
        replace: 'return other === undefined ? null : null',
      },
    ],
  },
  {
    name: 'a box that is weighed behind the lock prints nothing',
    tests: ['test/unit/station/weighing.test.ts'],
    edits: [
      {
        file: 'renderer/station/station.ts',
        find: 'if (locked) this.#pan.giveBack()',
        replace: 'if (locked && frozen) this.#pan.giveBack()',
      },
    ],
  },
  {
    name: 'a tote that holds another order is not given out again',
    tests: ['test/unit/station/walk.test.ts'],
    edits: [
      {
        file: 'renderer/station/walk.ts',
        find: "if (holder) return board.wrong('tote-taken', { tote, orderNumber: holder.orderNumber })",
        replace: "if (holder && tote === '') return",
      },
    ],
  },
  {
    name: 'a copy is made only of a label that its own bench has let go of',
    tests: ['test/unit/domain/label-rules.test.ts'],
    edits: [
      {
        file: 'shared/domain/rules/label.ts',
        find: "if (!isAtRest(label) && !isOwn) return fail(refusal('not-yours', { orderNumber, station }))",
        replace: '',
      },
      {
        file: 'shared/domain/rules/label.ts',
        find: "if (!isAtRest(label)) return fail(refusal('not-expected-here', { waybillNumber }))\n  const waybill",
        replace: 'const waybill',
      },
    ],
  },
  {
    name: 'what only a supervisor may say waits for a badge',
    tests: ['test/unit/station/approval.test.ts'],
    edits: [
      {
        file: 'renderer/station/approval.ts',
        find: 'if (isFree || ports.supervisors.length === 0)',
        replace: 'if (isFree || ports.supervisors.length >= 0)',
      },
    ],
  },
  {
    name: 'another article goes in only once a supervisor agrees',
    tests: ['test/unit/station/substitute.test.ts'],
    edits: [
      {
        file: 'renderer/station/substitute.ts',
        find: 'const isOrdered = orderedArticle(found.value.line).sku === sku',
        replace: 'const isOrdered = orderedArticle(found.value.line).sku !== ""',
      },
    ],
  },
  {
    name: 'no unit is replaced that the office has split off',
    tests: ['test/unit/domain/substitute.test.ts'],
    edits: [
      {
        file: 'shared/domain/substitute.ts',
        find: 'Math.min(body.quantity, untakenUnits(line))',
        replace: 'body.quantity',
      },
    ],
  },
  {
    name: 'no unit is replaced that lies in a tote',
    tests: ['test/unit/domain/packing-properties.test.ts'],
    edits: [
      {
        file: 'shared/domain/substitute.ts',
        find: 'quantity - Math.max(picked, packed)',
        replace: 'quantity - packed',
      },
    ],
  },
  {
    name: 'whoever takes an order over begins with what was ordered',
    tests: ['test/unit/domain/substitute.test.ts'],
    edits: [
      {
        file: 'shared/domain/evolve.ts',
        find: 'asOrdered(order.lines).map(',
        replace: 'order.lines.map(',
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
