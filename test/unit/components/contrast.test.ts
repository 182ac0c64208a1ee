import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const sheet = readFileSync(new URL('../../../renderer/theme/tokens.css', import.meta.url), 'utf8')

type Theme = 'light' | 'dark' | 'contrast'

/** What the high contrast theme says of its tokens. */
const strong = /data-theme='contrast'\] \{([^}]*)\}/.exec(sheet)?.[1] ?? ''

/** The colour of a token in one theme, as #rrggbb. */
function colour(token: string, theme: Theme): string {
  if (theme === 'contrast') {
    const own = new RegExp(`--${token}:\\s*(#[0-9a-f]{6});`).exec(strong)?.[1]
    if (own === undefined) throw new Error(`no colour: --${token}`)
    return own
  }
  const value = new RegExp(`--${token}:\\s*([^;]+);`).exec(sheet)?.[1] ?? ''
  const [light, dark] = value.match(/#[0-9a-f]{6}/g) ?? []
  const found = theme === 'light' ? light : (dark ?? light)
  if (!found) throw new Error(`no colour: --${token}`)
  return found
}

/** Relative luminance (WCAG 2.2). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast ratio (WCAG 2.2). */
function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

const texts: readonly (readonly [string, string])[] = [
  ...['ground', 'surface', 'sunken', 'raised'].map((under) => ['text', under] as const),
  ...['ground', 'surface', 'sunken', 'raised'].map((under) => ['muted', under] as const),
  ...['accent-soft', 'success-soft', 'warn-soft', 'danger-soft'].map((u) => ['text', u] as const),
  ...['surface', 'raised', 'accent-soft'].map((under) => ['accent', under] as const),
  ...['surface', 'raised', 'success-soft'].map((under) => ['success', under] as const),
  ...['surface', 'raised', 'warn-soft'].map((under) => ['warn', under] as const),
  ...['surface', 'raised', 'danger-soft', 'accent-soft'].map((u) => ['danger', u] as const),
  ['on-accent', 'accent'],
  ...['right', 'attention', 'wrong', 'notice'].map(
    (tone) => [`on-band-${tone}`, `band-${tone}`] as const,
  ),
]

/** WCAG 2.2: AA for the plain themes, AAA for the one that is there for contrast. */
const leastContrast: Readonly<Record<Theme, number>> = { light: 4.5, dark: 4.5, contrast: 7 }

describe.each(['light', 'dark', 'contrast'] as const)('%s theme', (theme) => {
  test.each(texts)('%s on %s that cannot be read', (over, under) => {
    const ratio = contrast(colour(over, theme), colour(under, theme))
    expect(ratio).toBeGreaterThanOrEqual(leastContrast[theme])
  })

  test('the edge of a control that cannot be seen (AA: 3)', () => {
    for (const under of ['surface', 'ground'])
      expect(contrast(colour('line-strong', theme), colour(under, theme))).toBeGreaterThanOrEqual(3)
  })
})
