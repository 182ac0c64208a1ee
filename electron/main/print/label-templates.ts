import badgeSheet from '../../../resources/labels/badge-sheet-100x150.json' with { type: 'json' }
import bin from '../../../resources/labels/bin-80x50.json' with { type: 'json' }
import commandCards from '../../../resources/labels/command-card-sheet-100x150.json' with { type: 'json' }
import gs1Logistic from '../../../resources/labels/gs1-logistic-4x6.json' with { type: 'json' }
import manifest from '../../../resources/labels/manifest-100x150.json' with { type: 'json' }
import packingList from '../../../resources/labels/packing-list-100x150.json' with { type: 'json' }
import pickList from '../../../resources/labels/pick-list-100x150.json' with { type: 'json' }
import returnLabel from '../../../resources/labels/return-100x100.json' with { type: 'json' }
import scannerTest from '../../../resources/labels/scanner-test-100x150.json' with { type: 'json' }
import testLabel from '../../../resources/labels/test-100x150.json' with { type: 'json' }
import tote from '../../../resources/labels/tote-100x60.json' with { type: 'json' }
import waybill100x150 from '../../../resources/labels/waybill-100x150.json' with { type: 'json' }
import waybill100x180 from '../../../resources/labels/waybill-100x180.json' with { type: 'json' }
import waybill76x130 from '../../../resources/labels/waybill-76x130.json' with { type: 'json' }
import { dataCheckOf, type DataCheck } from '../../../shared/label/template/check-data.ts'
import { readTemplate } from '../../../shared/label/template/read-template.ts'
import type { LabelTemplate } from '../../../shared/label/template/template.ts'

/** A template that is ready to be filled. */
export interface ReadyTemplate {
  readonly template: LabelTemplate
  readonly checkData: DataCheck
}

const files: readonly unknown[] = [
  ...[waybill76x130, waybill100x150, waybill100x180, gs1Logistic, packingList, pickList],
  ...[bin, tote, badgeSheet, commandCards, returnLabel, testLabel, manifest],
  scannerTest,
]

/** The templates that ship, by name (resources/labels). A file that is no template is a bug and throws at start. */
export const labelTemplates: ReadonlyMap<string, ReadyTemplate> = new Map(
  files.map((file) => {
    const read = readTemplate(file)
    if (!read.ok) throw new Error(`a label template is damaged: ${JSON.stringify(read.error)}`)
    return [read.value.name, readyTemplate(read.value)]
  }),
)

/** A template with the check of its data made, once for all its labels. */
export function readyTemplate(template: LabelTemplate): ReadyTemplate {
  return { template, checkData: dataCheckOf(template) }
}
