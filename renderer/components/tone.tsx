import {
  AttentionShape,
  BusyShape,
  MissingShape,
  NoticeShape,
  RightShape,
  WrongShape,
  type IconProps,
} from './icons.tsx'

/** What a small status says. Each has its own shape, so that it can be told without colour. */
export type Tone = 'right' | 'notice' | 'attention' | 'wrong' | 'busy' | 'missing'

const shapes = {
  right: RightShape,
  notice: NoticeShape,
  attention: AttentionShape,
  wrong: WrongShape,
  busy: BusyShape,
  missing: MissingShape,
} as const

/** The shape of a tone. */
export function ToneShape({ tone, ...props }: IconProps & { readonly tone: Tone }) {
  const Shape = shapes[tone]
  return <Shape {...props} />
}
