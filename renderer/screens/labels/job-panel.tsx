import { useTranslation } from 'react-i18next'
import { Button } from '../../components/button.tsx'
import { Chip } from '../../components/chip.tsx'
import { LabelImage } from '../../components/label-image.tsx'
import { usePicture } from '../observe.ts'
import { ReprintButton } from '../reprint.tsx'
import { useServices } from '../services.ts'
import { jobTones } from './job-columns.tsx'
import type { JobStanding, JudgedJob } from './job-filter.ts'
import { VoidButton } from './void-button.tsx'

/** States in which the label may exist, so that only a reprint with a reason makes another. */
const reprintable: readonly JobStanding[] = ['sent', 'unknown', 'confirmed']
/** States in which certainly nothing was sent. */
const startable: readonly JobStanding[] = ['created', 'failed-before-send']

/** One label: its picture, what became of it, and what can be done about it. */
export function JobPanel({ job }: { readonly job: JudgedJob | null }) {
  const { t } = useTranslation()
  if (!job) return <aside className="labels-job labels-job-none">{t('labels.choose')}</aside>
  return <OneJob job={job} />
}

function OneJob({ job }: { readonly job: JudgedJob }) {
  const { t } = useTranslation()
  const { station, description } = useServices()
  const picture = usePicture(job.printJobId)
  const { waybillNumber, orderNumber, standing, reason } = job
  const place = { orderNumber, waybillNumber }
  return (
    <aside className="labels-job" aria-label={waybillNumber} data-testid="labels-job">
      <div className="labels-picture">
        {picture ? (
          <LabelImage picture={picture} description={t('label.picture', { waybillNumber })} />
        ) : (
          <p>{startable.includes(standing) ? t('labels.advice.created') : t('label.notDrawn')}</p>
        )}
      </div>
      <div className="labels-facts">
        <p className="labels-job-number code">{waybillNumber}</p>
        <Chip tone={jobTones[standing]} large>
          <span data-testid="labels-job-state" data-state={standing}>
            {t(`labels.state.${standing}`)}
          </span>
        </Chip>
        <p className="labels-advice">{t(`labels.advice.${standing}`)}</p>
        <div className="labels-actions">
          {startable.includes(standing) && (
            <Button
              kind="primary"
              testId="labels-print-now"
              onClick={() => station.intents.retryLabel(place)}
            >
              {t('labels.printNow')}
            </Button>
          )}
          {reprintable.includes(standing) && <ReprintButton place={place} />}
          {reprintable.includes(standing) && <VoidButton place={place} />}
          {description.packingLists && (
            <Button testId="packing-list" onClick={() => station.intents.printPackingList(place)}>
              {t('labels.packingList')}
            </Button>
          )}
          <Button onClick={() => station.intents.openOrder(orderNumber)}>
            {t('labels.openOrder')}
          </Button>
        </div>
        {reason !== '' && <p className="labels-reason">{t('labels.reason', { reason })}</p>}
      </div>
    </aside>
  )
}
