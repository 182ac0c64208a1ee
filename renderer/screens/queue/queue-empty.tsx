import { useTranslation } from 'react-i18next'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { MissingShape, QueueIcon, SearchIcon } from '../../components/icons.tsx'
import type { QueueTab } from '../../store/queries.ts'
import { useCacheStatus, useHealth } from '../observe.ts'
import { useServices } from '../services.ts'

const emptyCacheNext = {
  online: 'queue.emptyCacheOnline',
  refused: 'queue.emptyCacheRefused',
  never: 'queue.emptyCacheOffline',
  offline: 'queue.emptyCacheOffline',
} as const

/** Why there is no row, and what to do about it. */
export function QueueEmpty({ tab, search }: { readonly tab: QueueTab; readonly search: string }) {
  const { t } = useTranslation()
  const { preferences } = useServices()
  const cache = useCacheStatus()
  const contact = useHealth()?.health.contact.state ?? 'never'
  const online = contact === 'online'
  if (search !== '')
    return (
      <EmptyState
        icon={<SearchIcon size={44} />}
        title={t('queue.noMatch', { search })}
        next={t('queue.noMatchNext')}
      >
        <Button kind="primary" onClick={() => preferences.setState({ queueSearch: '' })}>
          {t('queue.clearSearch')}
        </Button>
      </EmptyState>
    )
  if (cache.state !== 'ready')
    return (
      <EmptyState
        icon={online ? <QueueIcon size={44} /> : <MissingShape size={44} />}
        title={t('queue.emptyCache')}
        next={t(emptyCacheNext[contact])}
      />
    )
  return (
    <EmptyState
      icon={<QueueIcon size={44} />}
      title={t('queue.emptyTitle')}
      next={tab === 'toPack' ? t('queue.emptyToPack') : t('queue.emptyOther')}
    />
  )
}
