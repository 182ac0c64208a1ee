import { useTranslation } from 'react-i18next'
import { LabelImage } from '../../components/label-image.tsx'
import { useLatestPicture } from '../observe.ts'
import { useServices } from '../services.ts'

/** The sheet that came out of the virtual printer last. A click scans the waybill on it. */
export function LastLabel({ scan }: { readonly scan: (text: string) => void }) {
  const { t } = useTranslation()
  const { description } = useServices()
  const picture = useLatestPicture()
  if (!description.virtualPrinter) return null
  const { waybillNumber } = picture ?? { waybillNumber: '' }
  return (
    <button
      type="button"
      className="dock-label"
      disabled={!picture}
      data-testid="virtual-label"
      title={picture ? t('virtual.waybill', { text: waybillNumber }) : t('virtual.lastLabel')}
      onClick={() => scan(waybillNumber)}
    >
      <span className="dock-label-slot">
        {picture && (
          <span className="dock-label-sheet" key={picture.printJobId}>
            <LabelImage picture={picture} description={t('label.picture', { waybillNumber })} />
          </span>
        )}
      </span>
      <span className="dock-label-text">
        <span>{t('virtual.lastLabel')}</span>
        <b className="code">{picture ? `…${waybillNumber.slice(-6)}` : '–'}</b>
      </span>
    </button>
  )
}
