/** The lint rule that wants a reason behind every suppression: `eslint-disable-next-line name -- why`. */
export const describedSuppressionRule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const message = 'Say why this is switched off: `eslint-disable-next-line <rule> -- <reason>`.'
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          if (!/^\s*eslint-disable/.test(comment.value)) continue
          const named = /^\s*eslint-disable\S*\s+[\w@/-]+.*\s--\s+\S{2,}/s.test(comment.value)
          if (!named) context.report({ loc: comment.loc, message })
        }
      },
    }
  },
}
