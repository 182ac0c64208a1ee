import { describe, expect, test } from 'vitest'
import { isInTab, jobsIn, judgeJobs } from '../../../renderer/screens/labels/job-filter.ts'
import type { ListedJob } from '../../../shared/ipc/routes.ts'

function job(waybillNumber: string, copy: number, state: ListedJob['state']): ListedJob {
  const printJobId = `${waybillNumber}-${String(copy)}`
  return {
    ...{ printJobId, waybillNumber, copy, state, orderNumber: `SO-${waybillNumber}` },
    ...{ parcelNumber: '1', attempts: 1, printerId: 'labels', reason: '', requestedAt: '' },
  }
}

const jobs = judgeJobs([
  job('YT2', 0, 'unknown'),
  job('YT1', 1, 'confirmed'),
  job('YT1', 0, 'unknown'),
])

describe('the lists of labels', () => {
  test('a label of which a later copy is on the box, asked for as if it were lost', () => {
    expect(jobsIn(jobs, 'toDo', '').map(({ printJobId }) => printJobId)).toEqual(['YT2-0'])
    expect(jobs.map(({ standing }) => standing)).toEqual(['unknown', 'confirmed', 'replaced'])
  })

  test('a copy that did not come out is hidden by the original on the box', () => {
    const [reprint] = judgeJobs([job('YT1', 1, 'failed-before-send'), job('YT1', 0, 'confirmed')])
    expect(reprint && isInTab(reprint, 'toDo')).toBe(true)
  })

  test('a job that no list shows', () => {
    for (const each of jobs) expect(isInTab(each, 'all')).toBe(true)
  })
})
