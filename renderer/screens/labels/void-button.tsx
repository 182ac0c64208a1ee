import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../components/button.tsx'
import { AttentionShape } from '../../components/icons.tsx'
import { ReasonDialog } from '../../components/reason-dialog.tsx'
import type { LabelPlace } from '../../station/view.ts'
import { useServices } from '../services.ts'

const reasons = ['refused', 'wrongBox', 'lost', 'misprinted'] as const

/** Gives up a number for good, after a question why. */
export function VoidButton({ place }: { readonly place: LabelPlace }) {
  const { t } = useTranslation()
  const { station } = useServices()
  const [open, setOpen] = useState(false)
  const { waybillNumber } = place
  return (
    <>
      <Button onClick={() => setOpen(true)} testId="void-number">
        {t('void.button')}
      </Button>
      {open && (
        <ReasonDialog
          texts={{
            title: t('void.title', { waybillNumber }),
            other: t('void.other'),
            cancel: t('void.cancel'),
            confirm: t('void.confirm'),
          }}
          warning={
            <>
              <AttentionShape size={26} /> {t('void.warning')}
            </>
          }
          reasons={reasons.map((name) => ({
            text: t(`void.reasons.${name}`),
            testId: `void-${name}`,
          }))}
          confirmTestId="void-confirm"
          onConfirm={(reason) => station.intents.voidNumber(reason, place)}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
