import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { drillFaults, type DrillFault } from '../../../shared/ipc/drill-routes.ts'
import { useStationView } from '../observe.ts'
import { useServices } from '../services.ts'
import { LessonLine } from './lesson-line.tsx'

/** Trouble on purpose, so that nobody meets it for the first time on a busy day: each button is pressed again to end it. */
export function TroubleRow({
  scan,
  nextCode,
}: {
  readonly scan: (text: string) => void
  /** What would be scanned next; null = nothing. */
  readonly nextCode: string | null
}) {
  const { t } = useTranslation()
  const { order } = useStationView()
  const { faults, set, cancelOrder } = useDrill()
  return (
    <>
      <LessonLine faults={faults} />
      <div className="dock-trouble" role="group" aria-label={t('drill.title')}>
        <b>{t('drill.title')}</b>
        {drillFaults.map((fault) => (
          <button
            key={fault}
            type="button"
            className="dock-card"
            aria-pressed={faults.includes(fault)}
            data-testid={`drill-${fault}`}
            onClick={() => set(fault, !faults.includes(fault))}
          >
            {t(`drill.faults.${fault}`)}
          </button>
        ))}
        <button
          type="button"
          className="dock-card"
          disabled={nextCode === null}
          data-testid="drill-double"
          onClick={() => {
            if (nextCode === null) return
            scan(nextCode)
            scan(nextCode)
          }}
        >
          {t('drill.double')}
        </button>
        <button
          type="button"
          className="dock-card"
          disabled={order === null}
          data-testid="drill-cancel"
          onClick={() => {
            if (order) cancelOrder(order.orderNumber)
          }}
        >
          {t('drill.cancel')}
        </button>
      </div>
    </>
  )
}

/** What trouble the bench is in, as main has it: a window that is opened anew finds it so. */
function useDrill(): {
  readonly faults: readonly DrillFault[]
  set(fault: DrillFault, isOn: boolean): void
  cancelOrder(orderNumber: string): void
} {
  const { bridge } = useServices()
  const [faults, setFaults] = useState<readonly DrillFault[]>([])
  useEffect(() => {
    void bridge.request('drill.read', {}).then((answer) => {
      if (answer.ok) setFaults(answer.value.faults)
    })
  }, [bridge])
  return {
    faults,
    set(fault, isOn) {
      void bridge.request('drill.set', { fault, isOn }).then((answer) => {
        if (answer.ok) setFaults(answer.value.faults)
      })
    },
    cancelOrder: (orderNumber) => void bridge.request('drill.cancelOrder', { orderNumber }),
  }
}
