import { useTranslation } from 'react-i18next'
import { isConflictTask, type CountTask, type Task } from '../../../shared/domain/task.ts'
import { AttentionShape } from '../../components/icons.tsx'
import { useServices } from '../services.ts'
import { useKey } from '../use-key.ts'

/** What conflicts and short bins left for this station to do: which order or bin, what to do, and why. */
export function TaskPanel({ tasks }: { readonly tasks: readonly Task[] }) {
  const { t } = useTranslation()
  return (
    <aside className="tasks" aria-label={t('queue.tasks')} data-testid="tasks">
      <h2 className="tasks-title">
        <AttentionShape size={18} /> {t('queue.tasks')} {tasks.length}
      </h2>
      <ul className="tasks-list">
        {tasks.map((task) => (
          <li key={task.taskId} className="task" data-testid={`task-${task.kind}`}>
            {isConflictTask(task) ? (
              <>
                <b className="task-order">{task.orderNumber}</b>
                <span className="task-kind">{t(`task.${task.kind}.title`)}</span>
                <p>{t(`task.${task.kind}.next`)}</p>
                <p className="task-why">{t(`exception.${task.code}`)}</p>
              </>
            ) : (
              <BinToCount task={task} />
            )}
          </li>
        ))}
      </ul>
    </aside>
  )
}

function BinToCount({ task }: { readonly task: CountTask }) {
  const { t } = useTranslation()
  const { station } = useServices()
  return (
    <button
      type="button"
      className="task-open"
      data-testid="task-open"
      onClick={() => station.intents.openCount(task.taskId)}
    >
      <b className="task-order code">{task.bin}</b>
      <span className="task-kind">{t('task.count-bin.title')}</span> <kbd>F11</kbd>
      <span className="task-goods">{task.name}</span>
      <span className="task-why">{t('task.count-bin.next')}</span>
    </button>
  )
}

/** F11 asks for the next bin that waits to be counted, while the list of tasks is shown. */
export function useCountKey(): void {
  const { station } = useServices()
  useKey('F11', () => station.intents.openCount(null))
}
