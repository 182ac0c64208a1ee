import './guide-strip.css'
import { TickIcon } from './icons.tsx'

/** The way of an order in a few numbered steps, with the one to do now standing out. */
export function GuideStrip({
  label,
  steps,
  current,
}: {
  readonly label: string
  readonly steps: readonly string[]
  /** Index of the step to do now. */
  readonly current: number
}) {
  return (
    <ol className="guide" aria-label={label}>
      {steps.map((step, index) => (
        <li
          key={step}
          className={`guide-step ${index === current ? 'guide-now' : ''} ${index < current ? 'guide-done' : ''}`}
          aria-current={index === current ? 'step' : undefined}
        >
          <span className="guide-number">
            {index < current ? <TickIcon size={14} /> : String(index + 1)}
          </span>
          <span className="guide-text">{step}</span>
        </li>
      ))}
    </ol>
  )
}
