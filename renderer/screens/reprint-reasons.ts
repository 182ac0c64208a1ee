/** The reasons that are offered for a reprint; any other is written in words. */
export const reprintReasons = ['missing', 'smudged', 'torn', 'wrongBox'] as const
