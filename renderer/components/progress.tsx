import './progress.css'

/** A bar of work that is done out of work that is known; `total` 0 = nobody knows yet. */
export function Progress({
  done,
  total,
  label,
}: {
  readonly done: number
  readonly total: number
  readonly label: string
}) {
  return total > 0 ? (
    <progress className="progress" value={done} max={total} aria-label={label} />
  ) : (
    <progress className="progress" aria-label={label} />
  )
}
