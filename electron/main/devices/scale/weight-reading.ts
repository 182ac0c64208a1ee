/** What a scale says at one moment. */
export interface WeightReading {
  /** Net weight in grams, rounded; below nothing when the pan was lighter than its zero. */
  readonly grams: number
  /** Whether the pan has come to rest, as the scale says it; null = this scale does not say. */
  readonly isStable: boolean | null
  readonly isOverloaded: boolean
}

/** Makes readings of bytes; keeps what is not whole yet, and skips what is no reading. */
export interface ScaleReader {
  take(bytes: Uint8Array): readonly WeightReading[]
}

const gramsOf: Readonly<Record<string, number>> = { kg: 1_000, g: 1, lb: 453.592_37 }

/** Grams of a value in kg, g or lb. */
export function inGrams(value: number, unit: string): number {
  return Math.round(value * (gramsOf[unit] ?? Number.NaN))
}

/** Bytes that are kept while a frame is not whole: more than any frame has. */
const longestRest = 64

/** A reader that cuts frames out of the stream. `cut` answers how many bytes of its head are done with, and the reading in them. */
export function createScaleReader(
  cut: (
    bytes: Uint8Array,
  ) => { readonly done: number; readonly reading: WeightReading | null } | null,
): ScaleReader {
  let rest = new Uint8Array()
  return {
    take(bytes) {
      rest = Uint8Array.of(...rest, ...bytes)
      const readings: WeightReading[] = []
      for (let part = cut(rest); part && rest.length > 0; part = cut(rest)) {
        if (part.reading) readings.push(part.reading)
        rest = rest.slice(part.done)
      }
      if (rest.length > longestRest) rest = rest.slice(-longestRest)
      return readings
    },
  }
}
