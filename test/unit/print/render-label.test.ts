import { describe, expect, it } from 'vitest'
import { plainProfile } from '../../../electron/main/print/printer-profiles.ts'
import { renderLabel } from '../../../electron/main/print/render-label.ts'
import { drawnLanguages } from '../../../shared/label/printer-profile.ts'
import { printedAt203 } from '../../fakes/printed-at-203.ts'
import { labelPainter } from '../label/label-fonts.ts'
import { requestOf } from './print-bench.ts'

describe('the label of a print job', () => {
  const request = requestOf({ printJobId: 'job-1', copy: 1 })

  it.each(drawnLanguages)('comes in %s as the picture that the screen shows, once', (language) => {
    const rendered = renderLabel(request, plainProfile(language, 203), labelPainter)
    if (!rendered.ok) throw new Error(JSON.stringify(rendered.error))
    const { bytes, picture } = rendered.value
    const printed = printedAt203[language](bytes)
    expect(printed.quantity).toBe(1)
    expect(Buffer.compare(printed.picture.bits, picture?.bits ?? Buffer.alloc(0))).toBe(0)
  })

  it('is refused by its field when its data are not what the template asks for', () => {
    const spoilt = { ...request, data: { ...request.data, codAmountFen: -1 } }
    expect(renderLabel(spoilt, plainProfile('zpl', 203), labelPainter)).toMatchObject({
      error: { code: 'data-invalid', field: 'codAmountFen' },
    })
  })
})
