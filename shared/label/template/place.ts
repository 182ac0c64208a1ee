import type { Area } from '../document.ts'
import type { ElementPlace } from './template-element.ts'

/** The area of an element in mm of the label; what is left out reaches to the edges of what holds it. */
export function areaIn(container: Area, place: ElementPlace): Area {
  const { y = 0, right, width, height } = place
  const x =
    place.x ?? (right === undefined || width === undefined ? 0 : container.width - right - width)
  return {
    x: container.x + x,
    y: container.y + y,
    width: width ?? container.width - x - (right ?? 0),
    height: height ?? container.height - y,
  }
}
