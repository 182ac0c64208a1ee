import type { Rule } from 'eslint'

/** The lint rule that refuses every import that the table does not allow. */
export const importLawRule: Rule.RuleModule
