import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { CrossIcon, SearchIcon } from '../../components/icons.tsx'
import { useServices } from '../services.ts'
import { useKey } from '../use-key.ts'

/** Finds orders by the beginning of their number. Scans never land here: they do not come by the keyboard. */
export function QueueSearch({ search }: { readonly search: string }) {
  const { t } = useTranslation()
  const { preferences } = useServices()
  const field = useRef<HTMLInputElement>(null)
  useKey('F4', () => field.current?.focus())
  const write = (text: string) => preferences.setState({ queueSearch: text })
  return (
    <div className="queue-search">
      <SearchIcon size={18} />
      <input
        ref={field}
        type="text"
        value={search}
        placeholder={t('queue.search')}
        title={t('queue.searchHint')}
        aria-label={t('queue.searchHint')}
        spellCheck={false}
        autoComplete="off"
        data-testid="queue-search"
        onChange={(event) => write(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') write('')
        }}
      />
      {search === '' ? (
        <kbd>F4</kbd>
      ) : (
        <button type="button" aria-label={t('queue.clearSearch')} onClick={() => write('')}>
          <CrossIcon size={16} />
        </button>
      )}
    </div>
  )
}
