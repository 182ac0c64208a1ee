import './tabs.css'

/** One list among several. */
export interface TabEntry<Name extends string> {
  readonly name: Name
  readonly title: string
  /** How much is in it, as people read it; empty = nothing that is counted. */
  readonly count: string
  readonly testId: string
}

/** A row of lists of which one is shown, each with how much is in it. */
export function Tabs<Name extends string>({
  entries,
  chosen,
  label,
  onChoose,
}: {
  readonly entries: readonly TabEntry<Name>[]
  readonly chosen: Name
  readonly label: string
  readonly onChoose: (name: Name) => void
}) {
  return (
    <div className="tabs" role="tablist" aria-label={label}>
      {entries.map(({ name, title, count, testId }) => (
        <button
          key={name}
          type="button"
          role="tab"
          aria-selected={name === chosen}
          className={`tab ${name === chosen ? 'tab-now' : ''}`}
          data-testid={testId}
          onClick={() => onChoose(name)}
        >
          {title}
          {count !== '' && <span className="tab-count">{count}</span>}
        </button>
      ))}
    </div>
  )
}
