import { startDemoBench } from '../e2e/demo-bench.ts'
import { createPtyCable } from '../fakes/serial-pty.ts'
import { until } from '../wait/until.ts'
import { createCamera } from './camera.ts'

/** A bench of its own, which asks for the carton and weighs. Answers how many pictures were taken. */
export async function weighingPictures(
  to: string,
  isWanted: (name: string) => boolean,
): Promise<number> {
  const scale = await createPtyCable()
  const the = await startDemoBench({
    scales: [{ id: 'scale', name: 'Scale', port: scale.path, framing: 'ascii' }],
    ...{ weighing: 'check', cartons: 'ask' },
  })
  const { station, scan } = the
  const { shoot, taken } = createCamera(to, station, isWanted)
  try {
    await the.openNext()
    await shoot('carton-advised')
    while ((await the.unitsToPack()) > 0) await the.follow()
    await the.untilPhase('awaiting-carton')
    await shoot('carton-awaited')
    await scan('BOX-6')
    await station.untilFeedback('carton-chosen')
    await shoot('weight-awaited')
    await scale.write(Buffer.from('ST,GS,     0.020kg\r\n'))
    await until('it is too light', async () =>
      (await station.page().getByTestId('feedback').getAttribute('data-code'))?.startsWith(
        'weight',
      ),
    )
    await shoot('weight-too-light')
    return taken()
  } finally {
    await the.remove()
    await scale.remove()
  }
}
