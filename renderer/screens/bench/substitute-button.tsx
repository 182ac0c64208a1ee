import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../components/button.tsx'
import { ReasonDialog } from '../../components/reason-dialog.tsx'
import { lineToDo } from '../feedback-text.ts'
import { useStationView } from '../observe.ts'
import { useServices } from '../services.ts'

/** The reasons that are offered for another article; any other is written in words. */
const reasons = ['notInBin', 'damaged', 'buyerAsked'] as const

/** Asks why another article goes in for the line that comes next; its scan then names it. */
export function SubstituteButton() {
  const { t } = useTranslation()
  const { station } = useServices()
  const view = useStationView()
  const [open, setOpen] = useState(false)
  const name = lineToDo(view)?.name ?? ''
  return (
    <>
      <Button onClick={() => setOpen(true)} testId="substitute">
        {t('bench.substitute')}
      </Button>
      {open && (
        <ReasonDialog
          texts={{
            title: t('substitute.title', { name }),
            other: t('substitute.other'),
            cancel: t('substitute.cancel'),
            confirm: t('substitute.confirm'),
          }}
          warning={t('substitute.warning')}
          reasons={reasons.map((reason) => ({
            text: t(`substitute.reasons.${reason}`),
            testId: `substitute-${reason}`,
          }))}
          confirmTestId="substitute-confirm"
          onConfirm={(reason) => station.intents.substitute(reason)}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
