import { config } from 'zod'

/**
 * Makes every schema check by plain code. Otherwise zod tries to make functions from text for speed, which the window's content
 * security policy forbids and reports. To be called once in every thread of the window, before the first check.
 */
export function validateWithoutEval(): void {
  config({ jitless: true })
}
