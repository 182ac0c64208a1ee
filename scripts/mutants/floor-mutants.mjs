/** Guards of bins that are counted, of waves by zone, and of goods that are too old. */
export const floorMutants = [
  {
    name: 'scans that follow each other fast are pushed together',
    tests: ['test/integration/push.test.ts'],
    edits: [
      {
        file: 'electron/main/centre/push-loop.ts',
        find: '    if (!this.#abort.signal.aborted) this.#tryAfter(paceMs)\n',
        replace: '',
      },
      {
        file: 'electron/main/centre/push-loop.ts',
        find: 'this.#nextSeq <= goal',
        replace: 'this.#nextSeq <= journal.lastSeq',
      },
    ],
  },
  {
    name: 'goods that are known by a GS1 code wait for no disk',
    tests: ['test/unit/station/gs1-codes.test.ts'],
    edits: [
      {
        file: 'renderer/station/look-up.ts',
        find: "if (kind === 'item' && gs1?.kind === 'item') return gs1",
        replace: '',
      },
    ],
  },
  {
    name: 'a task that has changed is read anew',
    tests: ['test/unit/store/order-lookup.test.ts'],
    edits: [
      {
        file: 'renderer/store/order-lookup.ts',
        find: 'if (changed.tasks) this.#tasks = null',
        replace: '',
      },
    ],
  },
  {
    name: 'the tote of a stopped order stays on the cart',
    tests: ['test/unit/station/walk.test.ts'],
    edits: [
      {
        file: 'shared/domain/walk.ts',
        find: 'isStopped(order) &&\n      !isFullyPacked(order)',
        replace: 'isStopped(order) &&\n      isFullyPacked(order)',
      },
    ],
  },
  {
    name: 'a count of a bin is kept for the office',
    tests: ['test/integration/bin-counts.test.ts'],
    edits: [
      {
        file: 'server/fulfilment/push.ts',
        find: 'await noteCounts(transaction, sender, feed, fresh)',
        replace: 'void noteCounts',
      },
    ],
  },
  {
    name: 'a count of a bin is kept for the office, seen by the simulation',
    tests: [{ from: 11_000, seeds: 60 }],
    edits: [
      {
        file: 'server/fulfilment/push.ts',
        find: 'await noteCounts(transaction, sender, feed, fresh)',
        replace: 'void noteCounts',
      },
    ],
  },
  {
    name: 'the task of a bin is known whichever order it came from',
    tests: ['test/unit/domain/count-task.test.ts'],
    edits: [
      {
        file: 'server/fulfilment/apply-facts.ts',
        find: 'const before = [...(tasks.get(orderNumber) ?? []), ...countTasks]',
        replace: 'const before = [...(tasks.get(orderNumber) ?? []), ...countTasks.slice(0, 0)]',
      },
    ],
  },
  {
    name: 'a bin to count bars no order',
    tests: ['test/unit/station/count.test.ts'],
    edits: [
      {
        file: 'renderer/station/tasks.ts',
        find: 'return tasks.filter(isConflictTask).find(',
        replace: 'return tasks.find(',
      },
    ],
  },
  {
    name: 'an OK that acknowledges an error counts no bin',
    tests: ['test/unit/station/count.test.ts'],
    edits: [
      {
        file: 'renderer/station/count.ts',
        find: 'if (!frozen && (await answerByCard(bench, count, text))) return true',
        replace: 'if (frozen !== null && (await answerByCard(bench, count, text))) return true',
      },
    ],
  },
  {
    name: 'whatever else is scanned ends the question of a bin',
    tests: ['test/unit/station/count.test.ts'],
    edits: [
      {
        file: 'renderer/station/count.ts',
        find: 'if (text !== count.task.bin) board.show({ count: null })',
        replace: 'void text',
      },
    ],
  },
  {
    name: 'a station knows the task of a bin before the centre does',
    tests: [{ from: 11_000, seeds: 60 }, 'test/unit/domain/count-task.test.ts'],
    edits: [
      {
        file: 'shared/domain/count-task.ts',
        find: 'if (next.done) open.delete(next.taskId)',
        replace: 'if (next.done) open.set(next.taskId, next)',
      },
    ],
  },
  {
    name: 'a wave of a zone takes orders that lie there whole',
    tests: ['test/integration/centre-waves.test.ts'],
    edits: [
      {
        file: 'shared/domain/waiting.ts',
        find: 'return zones.size === 1 && zone',
        replace: 'return zones.size >= 1 && zone',
      },
    ],
  },
  {
    name: 'goods that are too old stay in their bin',
    tests: ['test/unit/station/walk.test.ts'],
    edits: [
      {
        file: 'renderer/station/walk.ts',
        find: 'if (expired) return board.wrong(expired.code, expired.data)',
        replace: 'void expired',
      },
    ],
  },
  {
    name: 'a picture from the network is held to its name',
    tests: ['test/unit/centre/product-pictures.test.ts'],
    edits: [
      {
        file: 'electron/main/centre/picture-proxy.ts',
        find: 'if (!isPictureOf(hash, bytes)) {',
        replace: 'if (bytes.length === 0) {',
      },
    ],
  },
  {
    name: 'a picture from the disk is held to its name',
    tests: ['test/unit/centre/product-pictures.test.ts'],
    edits: [
      {
        file: 'electron/main/centre/product-picture-shelf.ts',
        find: 'if (!read.ok || !isPictureOf(hash, read.value)) {',
        replace: 'if (!read.ok) {',
      },
    ],
  },
]
