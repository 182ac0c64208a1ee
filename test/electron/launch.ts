import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication } from 'playwright-core'
import { electronRuntime } from '../../scripts/electron-runtime.mjs'

const attachedFirst = fileURLToPath(new URL('attached-first/', import.meta.url))

/** What `attached-first/main.js` waits for. */
interface AttachedFirst {
  testIsAttached?: boolean
  attachTest?: () => void
}

/**
 * Starts an application folder in the real Electron, driven by Playwright.
 *
 * Its window waits until Playwright is attached. A page that goes from its empty document to its address while Playwright
 * attaches is waited for without end, because the one event that tells of it comes too early (seen at one start in sixty
 * on a busy machine; the program itself ran on as it should).
 *
 * @param folder of the application, with its `package.json`
 * @param parameters what else stands on its command line
 */
export async function launchElectron(
  folder: string,
  ...parameters: readonly string[]
): Promise<ElectronApplication> {
  const { executablePath, extraArguments } = electronRuntime()
  const args = [...extraArguments, attachedFirst, folder, ...parameters]
  const launched = await _electron.launch({ executablePath, args, timeout: 60_000 })
  await launched.evaluate(() => {
    const application = globalThis as AttachedFirst
    application.testIsAttached = true
    application.attachTest?.()
  })
  return launched
}
