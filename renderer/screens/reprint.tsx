import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../components/button.tsx'
import { AttentionShape } from '../components/icons.tsx'
import { ReasonDialog } from '../components/reason-dialog.tsx'
import type { LabelPlace } from '../station/view.ts'
import { useServices } from './services.ts'
import { reprintReasons } from './reprint-reasons.ts'

/** Opens the question why, because a label is never printed again without a reason. */
export function ReprintButton({
  kind = 'plain',
  place,
}: {
  readonly kind?: 'plain' | 'primary'
  /** Left out: the open order's label. */
  readonly place?: LabelPlace
}) {
  const { t } = useTranslation()
  const { station } = useServices()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button kind={kind} onClick={() => setOpen(true)} testId="reprint">
        {t('label.reprint')}
      </Button>
      {open && (
        <ReasonDialog
          texts={{
            title: t('reprint.title'),
            other: t('reprint.other'),
            cancel: t('reprint.cancel'),
            confirm: t('reprint.print'),
          }}
          warning={
            <>
              <AttentionShape size={26} /> {t('reprint.warning')}
            </>
          }
          reasons={reprintReasons.map((name) => ({
            text: t(`reprint.reasons.${name}`),
            testId: `reason-${name}`,
          }))}
          confirmTestId="reprint-print"
          onConfirm={(reason) => station.intents.reprintLabel(reason, place)}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
