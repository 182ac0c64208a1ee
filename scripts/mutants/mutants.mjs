import { benchMutants } from './bench-mutants.mjs'
import { cartonMutants } from './carton-mutants.mjs'
import { floorMutants } from './floor-mutants.mjs'

/**
 * Every guard that a promise rests on, and the change that takes it away. `edits` must fit the sources exactly once each;
 * `tests` is what has to fail without the guard: test files, or `{ from, seeds }` of the simulation.
 */
export const mutants = [
  {
    name: 'fsync before ack',
    tests: ['test/unit/journal/journal-power-cut.test.ts'],
    edits: [
      {
        file: 'electron/main/journal/segment-store.ts',
        find: 'const synced = await this.#file.syncData()',
        replace: 'const synced = succeed(undefined)',
      },
    ],
  },
  {
    name: 'fsync before ack, seen by the simulation',
    tests: [{ from: 1, seeds: 60 }],
    edits: [
      {
        file: 'electron/main/journal/segment-store.ts',
        find: 'const synced = await this.#file.syncData()',
        replace: 'const synced = succeed(undefined)',
      },
    ],
  },
  {
    name: 'a journal whose fsync failed stops for good',
    tests: ['test/unit/journal/journal-disk-fault.test.ts'],
    edits: [
      {
        file: 'electron/main/journal/journal.ts',
        find: 'this.#stopped = cause',
        replace: 'void cause',
      },
    ],
  },
  {
    name: 'half an append is cut off',
    tests: ['test/unit/journal/journal-power-cut.test.ts'],
    edits: [
      {
        file: 'electron/main/journal/segment-scan.ts',
        find: 'if (line.left > 0) return\n',
        replace: '',
      },
    ],
  },
  {
    name: 'epoch fence',
    tests: ['test/integration/centre-push.test.ts'],
    edits: [
      {
        file: 'server/fulfilment/journal-place.ts',
        find: 'if (own && own.epoch !== currentEpoch) return fail(fenced(own, currentEpoch))',
        replace: 'if (own && own.epoch === "") return fail(fenced(own, currentEpoch))',
      },
    ],
  },
  {
    name: 'gap check',
    tests: ['test/integration/centre-push.test.ts'],
    edits: [
      {
        file: 'server/fulfilment/journal-place.ts',
        find: 'if (firstSeq > lastSeq + 1)',
        replace: 'if (firstSeq < 0)',
      },
    ],
  },
  {
    name: 'hash check of repeats',
    tests: ['test/integration/centre-push.test.ts'],
    edits: [
      {
        file: 'server/fulfilment/stored-frames.ts',
        find: 'rows[index]?.hash !== hash',
        replace: 'rows[index] === undefined && hash === ""',
      },
    ],
  },
  {
    name: 'hash chain inside a push',
    tests: ['test/integration/centre-push.test.ts'],
    edits: [
      {
        file: 'server/fulfilment/frame-chain.ts',
        find: 'if (frame.prev !== prev) return fail(brokenChain(seq))',
        replace: '',
      },
    ],
  },
  {
    name: 'dense feed: the reader sees a hole',
    tests: ['test/unit/sync/feed-reader.test.ts'],
    edits: [
      {
        file: 'renderer/sync/feed-reader.ts',
        find: "if (line.seq !== seq + 1) return fail('hole')",
        replace: '',
      },
    ],
  },
  {
    name: 'dense feed: every seq is given out',
    tests: ['test/integration/feed-pages.test.ts'],
    edits: [
      {
        file: 'server/feed/publish.ts',
        find: "head: row('head', '+', changes.length)",
        replace: "head: row('head', '+', changes.length + 1)",
      },
    ],
  },
  {
    name: 'a torn page is thrown away',
    tests: ['test/unit/sync/feed-reader.test.ts'],
    edits: [
      {
        file: 'renderer/sync/feed-reader.ts',
        find: "return isDone ? succeed(null) : fail('torn')",
        replace: 'return succeed(null)',
      },
    ],
  },
  {
    name: 'rows and cursor together',
    tests: [{ from: 1, seeds: 150 }],
    edits: [
      {
        file: 'renderer/store/apply-rows.ts',
        find: "return database.transaction('rw', [orders, waybills, products, tasks, meta], async () => {",
        replace: `const early = await readBaseRecord(database)
  if (early?.complete && isSamePlace(early.place.feed, page.from))
    await meta.put({ ...early, place: { ...early.place, feed: page.to.feed } })
  return database.transaction('rw', [orders, waybills, products, tasks, meta], async () => {`,
      },
      {
        file: 'renderer/store/apply-rows.ts',
        find: '!isSamePlace(base.place.feed, page.from)',
        replace: '!isSamePlace(base.place.feed, page.to.feed)',
      },
    ],
  },
  {
    name: 'settled only after the durable ack of the centre',
    tests: ['test/integration/push.test.ts'],
    edits: [
      {
        file: 'electron/main/centre/push-loop.ts',
        find: 'const answer = await client.push(stationId, batch.value, round)',
        replace: `this.#ackedSeq = batch.value.firstSeq + batch.value.events.length - 1
    this.#nextSeq = this.#ackedSeq + 1
    const answer = await client.push(stationId, batch.value, round)`,
      },
    ],
  },
  {
    name: 'settled only after the durable ack, seen by the simulation',
    tests: [{ from: 1, seeds: 60 }],
    edits: [
      {
        file: 'electron/main/centre/push-loop.ts',
        find: 'const answer = await client.push(stationId, batch.value, round)',
        replace: `this.#ackedSeq = batch.value.firstSeq + batch.value.events.length - 1
    this.#nextSeq = this.#ackedSeq + 1
    const answer = await client.push(stationId, batch.value, round)`,
      },
    ],
  },
  {
    name: 'only what the centre has compared counts as acked',
    tests: ['test/integration/push-step.test.ts'],
    edits: [
      {
        file: 'electron/main/centre/push-step.ts',
        find: 'response: { ...response, ackedSeq: lastSent }',
        replace: 'response',
      },
    ],
  },
  {
    name: 'the overlay drops a fact only when the base shows it',
    tests: ['test/unit/store/overlay.test.ts'],
    edits: [
      {
        file: 'renderer/store/overlay-entry.ts',
        find: 'acknowledged.feedSeq <= feed.seq',
        replace: 'acknowledged.feedSeq >= 0',
      },
    ],
  },
  {
    name: 'scan-back: only the label of this parcel confirms it',
    tests: ['test/unit/domain/scan-back.test.ts'],
    edits: [
      {
        file: 'shared/domain/rules/label.ts',
        find: '(candidate) => candidate.waybillNumber === waybillNumber)\n  return parcel',
        replace: '(candidate) => candidate.waybillNumber !== null)\n  return parcel',
      },
    ],
  },
  {
    name: 'unknown never prints again by itself',
    tests: ['test/unit/print/print-schedules.test.ts'],
    edits: [
      {
        file: 'shared/domain/print-ledger.ts',
        find: "if (job.state === 'created' || job.state === 'failed-before-send')",
        replace: "if (job.state !== 'sent' && job.state !== 'confirmed')",
      },
    ],
  },
  {
    name: 'a label that was being sent at a crash becomes unknown',
    tests: ['test/unit/print/print-schedules.test.ts'],
    edits: [
      {
        file: 'electron/main/print/print-ledger-store.ts',
        find: 'ledger.unconfirmedJobs().filter(wasCutOff)',
        replace: 'ledger.unconfirmedJobs().filter((job) => wasCutOff(job) && job.copy < 0)',
      },
    ],
  },
  {
    name: 'sending is durable before the first byte',
    tests: ['test/unit/print'],
    edits: [
      {
        file: 'electron/main/print/print-attempt.ts',
        find: "if (!(await record(ports, sending))) return { kind: 'journal-stopped' }\n  const sent = await connection.send(label.bytes, new AbortController().signal)",
        replace:
          "const sent = await connection.send(label.bytes, new AbortController().signal)\n  if (!(await record(ports, sending))) return { kind: 'journal-stopped' }",
      },
    ],
  },
  {
    name: 'one original a waybill',
    tests: ['test/unit/print'],
    edits: [
      {
        file: 'electron/main/print/print-ledger-store.ts',
        find: "if (job.copy === 0 && original !== job.printJobId) return fail('second-original')",
        replace: 'void original',
      },
    ],
  },
  {
    name: 'an older version of a row does not come back',
    tests: [{ from: 1, seeds: 150 }],
    edits: [
      {
        file: 'renderer/store/base-records.ts',
        find: 'const record = { orderNumber, rev, tab, deadlineAt, row, ...lacking }',
        replace: 'const record = { orderNumber, rev: rev + 1, tab, deadlineAt, row, ...lacking }',
      },
    ],
  },
  {
    name: 'work of another station does not change the order',
    tests: ['test/unit/domain/receive.test.ts'],
    edits: [
      {
        file: 'shared/domain/receive.ts',
        find: 'if (order.claimedBy === stationId || isAboutCopy(order, fact)) return false',
        replace: 'if (order.claimedBy !== "") return false',
      },
    ],
  },
  {
    name: 'a restored centre learns its leases from the journals',
    tests: ['test/integration/centre-leases.test.ts'],
    edits: [
      {
        file: 'server/fulfilment/push.ts',
        find: 'await learnLeases(transaction, sender, facts, feed.now)',
        replace: 'void learnLeases',
      },
    ],
  },
  ...benchMutants,
  ...floorMutants,
  ...cartonMutants,
]
