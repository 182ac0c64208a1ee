import { useTranslation } from 'react-i18next'
import type { Task } from '../../../shared/domain/task.ts'
import { AttentionShape } from '../../components/icons.tsx'

/** What conflicts left for this station to do: which order, what to do, and why. */
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
            <b className="task-order">{task.orderNumber}</b>
            <span className="task-kind">{t(`task.${task.kind}.title`)}</span>
            <p>{t(`task.${task.kind}.next`)}</p>
            <p className="task-why">{t(`exception.${task.code}`)}</p>
          </li>
        ))}
      </ul>
    </aside>
  )
}
