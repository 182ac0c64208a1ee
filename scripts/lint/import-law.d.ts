/** One row of the import law; see import-law.js for what each part means. */
export interface ImportLawRow {
  readonly module: string
  readonly mayImport?: readonly string[]
  readonly typesOnly?: readonly string[]
  readonly packages?: readonly string[]
  readonly node?: boolean
  readonly apart?: boolean
  readonly joins?: readonly string[]
  readonly filesOnly?: boolean
}

/** The table from which the lint rule works. */
export const importLaw: readonly ImportLawRow[]
