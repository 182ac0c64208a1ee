import { createRequire } from 'node:module'
import type { LabelFontFiles } from './canvas-text.ts'

/**
 * The label fonts as their package installed them (resources/fonts/README.md says which and why). `from` is the URL of
 * a module near which `node_modules` is looked for.
 */
export function findLabelFontFiles(from: string): LabelFontFiles {
  const { resolve } = createRequire(from)
  const font = '@expo-google-fonts/noto-sans-sc'
  return {
    regular: resolve(`${font}/400Regular/NotoSansSC_400Regular.ttf`),
    bold: resolve(`${font}/700Bold/NotoSansSC_700Bold.ttf`),
  }
}
