import { fail, succeed, type Result } from '../../shared/domain/result.ts'

export type LineFault = 'line-too-long' | 'not-text' | 'torn'

/** Cuts a stream of bytes into lines of text. */
export interface LineSplitter {
  /** The lines that these bytes complete. */
  push(bytes: Uint8Array): Result<readonly string[], LineFault>
  /** To be called at the end: a last line without its line feed is torn. */
  end(): Result<null, LineFault>
}

/** Makes a splitter for UTF-8 text; a line may have at most `maximumLength` UTF-16 units. */
export function createLineSplitter(maximumLength: number): LineSplitter {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''

  return {
    push(bytes) {
      let text: string
      try {
        text = rest + decoder.decode(bytes, { stream: true })
      } catch {
        return fail('not-text')
      }
      const lines = text.split('\n')
      rest = lines.pop() ?? ''
      const isTooLong =
        rest.length > maximumLength || lines.some(({ length }) => length > maximumLength)
      return isTooLong ? fail('line-too-long') : succeed(lines.filter((line) => line !== ''))
    },
    end() {
      try {
        return rest + decoder.decode() === '' ? succeed(null) : fail('torn')
      } catch {
        return fail('torn')
      }
    },
  }
}
