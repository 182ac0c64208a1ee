import component203 from '../../../resources/printers/component-203.json' with { type: 'json' }
import cpcl203 from '../../../resources/printers/cpcl-203.json' with { type: 'json' }
import cpcl300 from '../../../resources/printers/cpcl-300.json' with { type: 'json' }
import escpos203 from '../../../resources/printers/escpos-203.json' with { type: 'json' }
import escpos300 from '../../../resources/printers/escpos-300.json' with { type: 'json' }
import escpos80mm from '../../../resources/printers/escpos-80mm.json' with { type: 'json' }
import pdf203 from '../../../resources/printers/pdf-203.json' with { type: 'json' }
import pdf300 from '../../../resources/printers/pdf-300.json' with { type: 'json' }
import tspl203 from '../../../resources/printers/tspl-203.json' with { type: 'json' }
import tspl300 from '../../../resources/printers/tspl-300.json' with { type: 'json' }
import zpl203 from '../../../resources/printers/zpl-203.json' with { type: 'json' }
import zpl300 from '../../../resources/printers/zpl-300.json' with { type: 'json' }
import {
  printerProfile,
  type PrinterLanguage,
  type PrinterProfile,
} from '../../../shared/label/printer-profile.ts'
import type { DotsPerInch } from '../../../shared/label/resolution.ts'

const files = [
  ...[zpl203, zpl300, tspl203, tspl300, cpcl203, cpcl300, escpos203, escpos300, escpos80mm],
  ...[pdf203, pdf300, component203],
]

/** The profiles that ship, by name (resources/printers). A file that is no profile is a bug and throws at start. */
export const printerProfiles: ReadonlyMap<string, PrinterProfile> = new Map(
  files.map((file) => [file.name, printerProfile.parse(file)]),
)

/** The profile for any printer of a language, by the widest common head of that resolution. */
export function plainProfile(language: PrinterLanguage, dotsPerInch: DotsPerInch): PrinterProfile {
  const profile = printerProfiles.get(`${language}-${String(dotsPerInch)}`)
  if (!profile)
    throw new Error(`resources/printers lacks ${language} at ${String(dotsPerInch)} dpi`)
  return profile
}
