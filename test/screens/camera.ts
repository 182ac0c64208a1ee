import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { languages } from '../../shared/ipc/station-routes.ts'
import { themes } from '../../renderer/state/preferences.ts'
import type { StationApp } from '../e2e/station-app.ts'
import { until } from '../wait/until.ts'

/** Sizes of the window that are looked at, CSS px: the smallest bench and a large one. */
const sizes = [
  [1280, 800],
  [1920, 1080],
] as const

/** Takes pictures of one state of the screen in every language, theme and size. */
export interface Camera {
  shoot(name: string): Promise<void>
  /** How many pictures were taken. */
  taken(): number
}

/** A camera that lays its pictures into a folder: `NAME-zh-light-1280.png` and so on. */
export function createCamera(
  folder: string,
  station: StationApp,
  isWanted: (name: string) => boolean,
): Camera {
  let taken = 0
  const shots = sizes.flatMap((size) =>
    languages.flatMap((language) => themes.flatMap((theme) => ({ size, language, theme }))),
  )
  return {
    taken: () => taken,
    async shoot(name) {
      if (!isWanted(name)) return
      await mkdir(folder, { recursive: true })
      for (const { size, language, theme } of shots.filter(
        ({ theme: each }) => each !== 'system',
      )) {
        const [width, height] = size
        await station.resize(width, height)
        await switchTo(station, language, theme)
        // What lies under the pointer looks like what is chosen.
        await station.page().mouse.move(width / 2, height - 4)
        await station.screenshot(join(folder, `${name}-${language}-${theme}-${String(width)}.png`))
        taken += 1
      }
    },
  }
}

/** Presses the switches of the status bar, as a person does, where the screen has them. */
async function switchTo(station: StationApp, language: string, theme: string): Promise<void> {
  const page = station.page()
  const attribute = (name: string): Promise<string | null> =>
    page.locator('html').getAttribute(name)
  if ((await page.getByTestId('language').count()) > 0) {
    const isShown = async (): Promise<boolean> =>
      (await attribute('lang'))?.startsWith(language) ?? false
    // A press that reaches the button under an open dialogue too.
    if (!(await isShown())) await page.getByTestId('language').dispatchEvent('click')
    await until(`the screen speaks ${language}`, isShown)
  }
  await page.locator('html').evaluate((html, chosen) => {
    ;(html as unknown as Themed).dataset['theme'] = chosen
  }, theme)
}

interface Themed {
  readonly dataset: Record<string, string>
}
