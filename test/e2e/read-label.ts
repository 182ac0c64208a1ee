import { execFileSync } from 'node:child_process'
import type { Bitmap } from '../../shared/label/bitmap.ts'
import { pbmOf } from '../unit/label/picture-file.ts'

/** The one code that zbarimg reads from a printed picture; throws when there is none, or another beside it. */
export function zbarRead(picture: Bitmap): string {
  const lines = execFileSync('zbarimg', ['-q', '--raw', '-'], {
    input: pbmOf(picture),
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const codes = new Set(lines.trim().split('\n'))
  const [code] = codes
  if (code === undefined || codes.size > 1) throw new Error(`zbarimg read ${[...codes].join(', ')}`)
  return code
}
