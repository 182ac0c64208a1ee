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
          <DrillButton
            key={fault}
            name={fault}
            text={t(`drill.faults.${fault}`)}
            isOn={faults.includes(fault)}
            onPress={() => set(fault, !faults.includes(fault))}
          />
        ))}
        <DrillButton
          name="double"
          text={t('drill.double')}
          onPress={nextCode === null ? null : () => [1, 2].forEach(() => scan(nextCode))}
        />
        <DrillButton
          name="cancel"
          text={t('drill.cancel')}
          onPress={order && (() => cancelOrder(order.orderNumber))}
        />
      </div>
    </>
  )
}

function DrillButton({
  name,
  text,
  isOn,
  onPress,
}: {
  readonly name: string
  readonly text: string
  /** Left out: nothing that lasts. */
  readonly isOn?: boolean
  /** null = there is nothing to press it for. */
  readonly onPress: (() => void) | null
}) {
  return (
    <button
      type="button"
      className="dock-card"
      aria-pressed={isOn}
      disabled={onPress === null}
      data-testid={`drill-${name}`}
      onClick={() => onPress?.()}
    >
      {text}
    </button>
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
