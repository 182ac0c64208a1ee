import { createCanvasTextPainter } from '../../../electron/main/print/canvas-text.ts'
import { findLabelFontFiles } from '../../../electron/main/print/font-files.ts'

/** The two font files that ship, as the program finds them. */
export const labelFonts = findLabelFontFiles(import.meta.url)

/** The real painter with the real fonts. */
export const labelPainter = createCanvasTextPainter(labelFonts)
