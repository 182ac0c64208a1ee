import type { FakePrinter } from '../fakes/fake-printer.ts'
import { readZpl } from '../fakes/zpl-picture.ts'
import { zbarRead } from './read-label.ts'

/** The labels that lie at the printer, read from the paper and not from what the program believes. */
export interface LabelTray {
  /** Waybill numbers of all labels that came out, in their order, once the printer has taken what is on its way. */
  labels(): Promise<readonly string[]>
}

/** Every complete document is a label; a printer prints nothing of half a document. */
export function createLabelTray(printer: FakePrinter): LabelTray {
  const numbers: (string | null)[] = []
  return {
    async labels() {
      await printer.finished(printer.connections())
      for (const document of printer.documents().slice(numbers.length))
        numbers.push(isComplete(document) ? zbarRead(readZpl(document).picture) : null)
      return numbers.filter((number) => number !== null)
    },
  }
}

/** Whether a document came to its end. */
export function isComplete(document: Buffer): boolean {
  return document.subarray(-3).toString('latin1') === '^XZ'
}
