import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../components/button.tsx'
import { AttentionShape } from '../../components/icons.tsx'
import { ReasonDialog } from '../../components/reason-dialog.tsx'
import { useStationNames, useStationView } from '../observe.ts'
import { useServices } from '../services.ts'
import { stationName } from '../station-name.ts'

/** The reasons that are offered for a take-over; any other is written in words. */
const reasons = ['broken', 'absent', 'urgent', 'supervisor'] as const

/** An order that was refused because another bench has it, and the way to take it nevertheless. */
export function ForeignOrder() {
  const { t } = useTranslation()
  const { station } = useServices()
  const { foreign } = useStationView()
  const names = useStationNames()
  const [open, setOpen] = useState(false)
  if (!foreign) return null
  const { orderNumber, stationId } = foreign
  const name = stationName(names, stationId, t)
  return (
    <p className="queue-foreign" data-testid="foreign-order">
      <AttentionShape size={22} /> {t('queue.foreign', { orderNumber, station: name })}
      <Button onClick={() => setOpen(true)} testId="take-over">
        {t('queue.takeOver')}
      </Button>
      {open && (
        <ReasonDialog
          texts={{
            title: t('takeOver.title', { orderNumber }),
            other: t('takeOver.other'),
            cancel: t('takeOver.cancel'),
            confirm: t('takeOver.confirm'),
          }}
          warning={t('takeOver.warning', { station: name })}
          reasons={reasons.map((name) => ({
            text: t(`takeOver.reasons.${name}`),
            testId: `take-over-${name}`,
          }))}
          confirmTestId="take-over-confirm"
          onConfirm={(reason) => station.intents.takeOver(reason)}
          onClose={() => setOpen(false)}
        />
      )}
    </p>
  )
}
