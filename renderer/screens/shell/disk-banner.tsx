import { useTranslation } from 'react-i18next'
import { useHealth } from '../observe.ts'

const bytesInMegabyte = 1_000_000

/** Shown over the full width while the disk has little room; it goes away by itself when there is room again. */
export function DiskBanner() {
  const { t } = useTranslation()
  const disk = useHealth()?.health.disk
  if (!disk || disk.room === 'enough') return null
  const free = Math.floor((disk.freeBytes ?? 0) / bytesInMegabyte)
  const isUsedUp = disk.room === 'used-up'
  return (
    <p className={`disk-banner disk-${disk.room}`} role="alert" data-testid={`disk-${disk.room}`}>
      {t(isUsedUp ? 'disk.usedUp' : 'disk.low', { free })}
    </p>
  )
}
