import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../components/empty-state.tsx'
import { PrinterIcon } from '../../components/icons.tsx'
import { useCacheAnswer } from '../observe.ts'
import { ReprintButton } from '../reprint.tsx'
import { useServices } from '../services.ts'

/** A label that this bench has not printed: where it comes from, and a copy of it from a printer here. */
export function ElsewhereLabel({ search }: { readonly search: string }) {
  const { t } = useTranslation()
  const { packedLabel, description } = useServices()
  const wanted = search.trim()
  const found = useCacheAnswer(`label ${wanted}`, () => packedLabel(wanted))
  const icon = <PrinterIcon size={64} />
  // The answer to the search before this one is about another box.
  const isAnswer = found?.waybillNumber === wanted || found?.orderNumber === wanted
  if (!isAnswer || found.stationId === description.stationId)
    return (
      <EmptyState
        icon={icon}
        title={t('labels.noMatch', { search })}
        next={t('labels.noMatchNext')}
      />
    )
  const { orderNumber, waybillNumber } = found
  return (
    <EmptyState
      icon={icon}
      title={t('labels.elsewhere', { waybillNumber })}
      next={t('labels.elsewhereNext', { orderNumber })}
    >
      <ReprintButton kind="primary" place={{ orderNumber, waybillNumber }} />
    </EmptyState>
  )
}
