import type { ReactNode } from 'react'

/** Side of the square in CSS px. */
export interface IconProps {
  readonly size?: number
}

function Icon({ size = 20, children }: IconProps & { readonly children: ReactNode }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  )
}

/** A full disc with a tick: it is right. */
export function RightShape(props: IconProps) {
  return (
    <Icon {...props}>
      <circle cx="12" cy="12" r="11" fill="currentColor" stroke="none" />
      <path d="M6.8 12.4l3.5 3.5 6.9-7.4" className="icon-cut" strokeWidth={2.6} />
    </Icon>
  )
}

/** A full triangle with a mark: somebody should look. */
export function AttentionShape(props: IconProps) {
  return (
    <Icon {...props}>
      <path
        d="M12 2.6L22.8 21.2a.6.6 0 0 1-.5.9H1.7a.6.6 0 0 1-.5-.9z"
        fill="currentColor"
        strokeWidth={1}
      />
      <path d="M12 9.2v5.4M12 18.3v.1" className="icon-cut" strokeWidth={2.6} />
    </Icon>
  )
}

/** A full octagon with a cross: stop. */
export function WrongShape(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M7.4 1h9.2L23 7.4v9.2L16.6 23H7.4L1 16.6V7.4z" fill="currentColor" stroke="none" />
      <path d="M8 8l8 8M16 8l-8 8" className="icon-cut" strokeWidth={2.8} />
    </Icon>
  )
}

/** A rounded square with an arrow: this comes next. */
export function NoticeShape(props: IconProps) {
  return (
    <Icon {...props}>
      <rect x="1.5" y="1.5" width="21" height="21" rx="5" fill="currentColor" stroke="none" />
      <path d="M7 12h10M13 7.6l4.4 4.4-4.4 4.4" className="icon-cut" strokeWidth={2.4} />
    </Icon>
  )
}

/** An empty ring with a stroke: not there. */
export function MissingShape(props: IconProps) {
  return (
    <Icon {...props}>
      <circle cx="12" cy="12" r="9.5" />
      <path d="M5.5 18.5l13-13" />
    </Icon>
  )
}

/** Half a disc: it is at work. */
export function BusyShape(props: IconProps) {
  return (
    <Icon {...props}>
      <circle cx="12" cy="12" r="9.5" />
      <path d="M12 2.5a9.5 9.5 0 0 1 0 19z" fill="currentColor" stroke="none" />
    </Icon>
  )
}

/** A list of orders. */
export function QueueIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M9 5.5h12M9 12h12M9 18.5h12" />
      <path d="M3.2 5.5h1.4M3.2 12h1.4M3.2 18.5h1.4" strokeWidth={3} />
    </Icon>
  )
}

/** An open box. */
export function BenchIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M3 8l9-5 9 5v8.5l-9 5-9-5z" />
      <path d="M3 8l9 5 9-5M12 13v8.5M7.5 5.5l9 5" />
    </Icon>
  )
}

/** A lorry. */
export function HandOverIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M2 5.5h12v11H2zM14 9.5h4.2L22 13v3.5h-8z" />
      <circle cx="7" cy="18.5" r="2" fill="var(--surface)" />
      <circle cx="17.5" cy="18.5" r="2" fill="var(--surface)" />
    </Icon>
  )
}

/** A list with ticks. */
export function ShiftIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M3 5.5l1.8 1.8L8 4M3 12l1.8 1.8L8 10.5M3 18.5l1.8 1.8L8 17" />
      <path d="M11.5 6h9.5M11.5 12.5h9.5M11.5 19h9.5" />
    </Icon>
  )
}

/** A shelf, and the way along it. */
export function WalkIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M4 3v11M20 3v11M4 5h16M4 12h16M8.5 5v-2M15 12V9h3v3M6 12V8.5h4V12" />
      <path d="M3 19h15M15 16l3 3-3 3" />
    </Icon>
  )
}

/** A scanner with its beam. */
export function ScanIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M3 8V4h4M17 4h4v4M21 16v4h-4M7 20H3v-4" />
      <path d="M7.5 8.5v7M11 8.5v7M13.5 8.5v7M16.5 8.5v7" />
    </Icon>
  )
}

/** A printer. */
export function PrinterIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M6.5 8.5V3h11v5.5M6.5 17H4a1.5 1.5 0 0 1-1.5-1.5V10A1.5 1.5 0 0 1 4 8.5h16a1.5 1.5 0 0 1 1.5 1.5v5.5A1.5 1.5 0 0 1 20 17h-2.5" />
      <path d="M6.5 13.5h11V21h-11z" />
    </Icon>
  )
}

/** A magnifying glass. */
export function SearchIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <circle cx="10.5" cy="10.5" r="6.5" />
      <path d="M15.5 15.5L21 21" />
    </Icon>
  )
}

/** A plain cross. */
export function CrossIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M5.5 5.5l13 13M18.5 5.5l-13 13" />
    </Icon>
  )
}

/** A plain tick. */
export function TickIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M4.5 12.8l5 5L19.5 7" strokeWidth={2.8} />
    </Icon>
  )
}

/** A speech bubble: what the buyer asked for. */
export function RemarkIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M3 4.5h18v12H11l-5 4v-4H3z" />
      <path d="M7.5 9h9M7.5 12.2h6" />
    </Icon>
  )
}

/** Half light, half dark. */
export function ThemeIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 3.5a8.5 8.5 0 0 1 0 17z" fill="currentColor" stroke="none" />
    </Icon>
  )
}

/** A picture frame that is struck through: there is none to show. */
export function NoPictureIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M4 8.5V18a2 2 0 0 0 2 2h11.5M20 15.5V6a2 2 0 0 0-2-2H8.5M3 3l18 18" />
    </Icon>
  )
}

/** A keyboard: a code can be typed. */
export function KeyboardIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M2.5 6h19v12h-19zM6 10h.01M10 10h.01M14 10h.01M18 10h.01M7.5 14.2h9" />
    </Icon>
  )
}
