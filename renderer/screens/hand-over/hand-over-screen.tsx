import { useTranslation } from 'react-i18next'
import { Button } from '../../components/button.tsx'
import { Chip } from '../../components/chip.tsx'
import { HandOverIcon } from '../../components/icons.tsx'
import { carrierName, formatCount } from '../../i18n/format.ts'
import { useLanguage, useStationView } from '../observe.ts'
import { useServices } from '../services.ts'
import './hand-over.css'

/** Parcels that the courier takes: a big count, and the list to compare with. */
export function HandOverScreen() {
  const { t } = useTranslation()
  const language = useLanguage()
  const { station } = useServices()
  const { handedOver, courier } = useStationView()
  return (
    <section className="handover" aria-label={t('handOver.label')}>
      <div className="handover-count">
        <HandOverIcon size={64} />
        <p className="handover-number" data-testid="handed-over-count">
          {formatCount(handedOver.length, language)}
        </p>
        <p className="handover-unit">{t('handOver.count')}</p>
        {courier !== null && (
          <Chip tone="notice" large>
            {t('handOver.courier', { carrier: carrierName(courier, t) })}
          </Chip>
        )}
        <p className="handover-title">{t('handOver.title')}</p>
        <p className="handover-next">{t('handOver.next')}</p>
        <Button
          kind="primary"
          disabled={handedOver.length === 0}
          onClick={() => station.intents.printManifest()}
          testId="print-manifest"
        >
          {t('handOver.print')}
        </Button>
      </div>
      <div className="handover-list">
        <h2>{t('handOver.list')}</h2>
        {handedOver.length === 0 && <p className="handover-empty">{t('handOver.empty')}</p>}
        <ol>
          {handedOver.map((parcel, index) => (
            <li key={parcel.waybillNumber} className="handover-parcel">
              <span className="handover-index">{handedOver.length - index}</span>
              <span className="code handover-waybill">{parcel.waybillNumber}</span>
              <span className="handover-order">{parcel.orderNumber}</span>
              <span>{carrierName(parcel.carrier, t)}</span>
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}
