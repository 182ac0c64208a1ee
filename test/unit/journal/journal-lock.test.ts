import { expect, test } from 'vitest'
import { nodeProcessWatch } from '../../../electron/main/journal/process-watch.ts'
import { FaultyDisk } from '../../fakes/faulty-disk.ts'
import { seededRandom } from '../../fakes/random.ts'
import { fact, faultOf, freshProcess, open, openGood } from './journal-fixture.ts'

test('two processes that write one journal: the second is refused and told who has it', async () => {
  const disk = new FaultyDisk(seededRandom(1))
  const alive = { self: freshProcess(2).self, isAlive: () => Promise.resolve(true) }
  await openGood(disk.open(), { processes: freshProcess(7) })
  const second = await open(disk.open(), { processes: alive })
  expect(faultOf(second)).toEqual({ kind: 'locked', processId: 7 })
})

test('the lock of a killed process, or a lock torn by a power cut, does not lock a station out', async () => {
  const disk = new FaultyDisk(seededRandom(1))
  await openGood(disk.open(), { processes: freshProcess(7) })
  disk.kill()
  await openGood(disk.open(), { processes: freshProcess(8) })
  disk.kill()
  await disk.open().truncate('journal.lock', 5)
  await openGood(disk.open(), { processes: freshProcess(9) })
})

test('another program that got the process id of the dead one does not lock a station out', async () => {
  const disk = new FaultyDisk(seededRandom(1))
  await disk
    .open()
    .createWhole('journal.lock', Buffer.from(JSON.stringify({ processId: 1, mark: 'a:0' })))
  await openGood(disk.open(), { processes: nodeProcessWatch })
})

test('one process cannot open a journal twice, and can again after closing it', async () => {
  const disk = new FaultyDisk(seededRandom(1))
  const first = await openGood(disk.open(), { processes: nodeProcessWatch })
  const second = await open(disk.open(), { processes: nodeProcessWatch })
  expect(faultOf(second).kind).toBe('locked')
  await first.append([fact(1)])
  await first.close()
  expect((await open(disk.open(), { processes: nodeProcessWatch })).ok).toBe(true)
})

test('two starts that find one dead lock at the same time do not both get the journal', async () => {
  for (let seed = 0; seed < 30; seed += 1) {
    const disk = new FaultyDisk(seededRandom(seed))
    await openGood(disk.open(), { processes: freshProcess(1) })
    disk.kill()
    const living = (processId: number): ReturnType<typeof freshProcess> => ({
      self: () => Promise.resolve({ processId, mark: 'run' }),
      isAlive: (other) => Promise.resolve(other.processId !== 1),
    })
    const both = await Promise.all([
      open(disk.open(), { processes: living(2) }),
      open(disk.open(), { processes: living(3) }),
    ])
    expect(both.filter((result) => result.ok).length).toBeLessThanOrEqual(1)
  }
})

test('a start that moves away a lock which another start has just taken gives it back', async () => {
  const disk = new FaultyDisk(seededRandom(1))
  await openGood(disk.open(), { processes: freshProcess(1) })
  disk.kill()
  const living = (processId: number): ReturnType<typeof freshProcess> => ({
    self: () => Promise.resolve({ processId, mark: 'run' }),
    isAlive: (other) => Promise.resolve(other.processId !== 1),
  })
  const inner = disk.open()
  let quicker: Awaited<ReturnType<typeof open>> | null = null
  const slow = await open(
    {
      ...inner,
      // Between seeing the dead lock and moving it, another start does both.
      rename: async (from, to) => {
        quicker ??= await open(disk.open(), { processes: living(2) })
        return inner.rename(from, to)
      },
    },
    { processes: living(3) },
  )
  expect(quicker).toMatchObject({ ok: true })
  expect(faultOf(slow)).toEqual({ kind: 'locked', processId: 2 })
  expect(faultOf(await open(disk.open(), { processes: living(4) })).kind).toBe('locked')
})
