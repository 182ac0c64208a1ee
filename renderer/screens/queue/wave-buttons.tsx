import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../components/button.tsx'
import { useServices } from '../services.ts'
import { useWaveKeys } from '../wave-keys.ts'
import { WaveDialog } from './wave-dialog.tsx'

/** Fetches the next wave and gives back what is left of the last: by finger, by F6 and F7, or by the cards WAVE and PUTBACK. */
export function WaveButtons() {
  const { t } = useTranslation()
  const { station } = useServices()
  const [isChoosing, setIsChoosing] = useState(false)
  useWaveKeys()
  return (
    <div className="queue-waves">
      <Button onClick={() => station.intents.claimWave()} testId="claim-wave">
        {t('queue.claimWave')} <kbd>F6</kbd>
      </Button>
      <Button
        onClick={() => setIsChoosing(true)}
        title={t('queue.chooseWave')}
        testId="choose-wave"
      >
        <span aria-hidden="true">⋯</span>
        <span className="unseen">{t('queue.chooseWave')}</span>
      </Button>
      {isChoosing && <WaveDialog onClose={() => setIsChoosing(false)} />}
      <Button onClick={() => station.intents.putBackWave()} testId="put-back-wave">
        {t('queue.putBackWave')} <kbd>F7</kbd>
      </Button>
    </div>
  )
}
