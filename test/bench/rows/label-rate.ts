import { createRenderClient } from '../../../electron/main/print/render-client.ts'
import { findLabelFontFiles } from '../../../electron/main/print/font-files.ts'
import { plainProfile } from '../../../electron/main/print/printer-profiles.ts'
import { labelRequestFor } from '../../../shared/domain/label-request.ts'
import { orderAt, waybillAt } from '../parts/bench-orders.ts'
import { formatMs, type Finding } from '../parts/finding.ts'
import { median } from '../parts/statistics.ts'

const labels = 60
const goalASecond = 20

/** Row 7, second half: the station's own label worker, one label after the other, so on one core. */
export async function measureLabelRate(): Promise<readonly Finding[]> {
  const renderer = createRenderClient({
    workerUrl: new URL('../../../electron/main/print/label-renderer.ts', import.meta.url),
    fonts: findLabelFontFiles(import.meta.url),
  })
  renderer.start()
  const times: number[] = []
  await render(renderer, 0)
  const began = performance.now()
  for (let index = 1; index <= labels; index += 1) {
    const labelBegan = performance.now()
    await render(renderer, index)
    times.push(performance.now() - labelBegan)
  }
  const aSecond = labels / ((performance.now() - began) / 1000)
  await renderer.stop()
  return [
    {
      row: 7,
      what: 'label render + encode, one core',
      goal: '≥ 20 a second',
      measured: `${aSecond.toFixed(1)} a second (p50 ${formatMs(median(times))})`,
      reference: `${String(goalASecond)} a second`,
      ratio: aSecond / goalASecond,
      limit: { atLeast: 1 },
    },
  ]
}

async function render(
  renderer: ReturnType<typeof createRenderClient>,
  index: number,
): Promise<void> {
  const order = orderAt(index)
  const request = labelRequestFor({
    ...{ order, waybill: waybillAt(index), parcelNumber: `${order.orderNumber}-P1` },
    ...{ printJobId: `job-${String(index)}`, copy: 0, requestedAt: '2026-11-25T08:00:00.000Z' },
  })
  const rendered = await renderer.render(request, plainProfile('zpl', 203))
  if (!rendered.ok) throw new Error(`label ${String(index)}: ${rendered.error.code}`)
}
