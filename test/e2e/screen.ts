import type { Page } from 'playwright-core'

/** What a person sees who looks at the station, in words that do not depend on the language. */
export interface Screen {
  /** Null while the shell is not there: the program starts, or asks to be set up. */
  readonly scenario: 'queue' | 'bench' | 'hand-over' | null
  /** Phase of the bench; null on other screens. */
  readonly phase: string | null
  readonly orderNumber: string | null
  /** The goods that the list asks for next. */
  readonly nextSku: string | null
  /** Whether an error waits to be acknowledged. */
  readonly isFrozen: boolean
}

/** One message of the feedback band. */
export interface ShownFeedback {
  readonly serial: number
  readonly code: string
  readonly isGreen: boolean
  readonly isRed: boolean
  /** The order that was open when it was painted; empty when none was. */
  readonly orderNumber: string
  readonly lastScan: string
}

/** As much of the DOM as is looked at. The functions below run in the window. */
interface Element {
  readonly className: string
  readonly textContent: string
  readonly title: string
  getAttribute(name: string): string | null
  querySelector(selector: string): Element | null
}

interface Window {
  readonly document: Element & { readonly body: Element }
  readonly MutationObserver: new (look: () => void) => {
    observe(target: Element, what: Readonly<Record<string, boolean>>): void
  }
}

/** Reads the screen in one look, so that its parts belong together. */
export function readScreen(page: Page): Promise<Screen> {
  return page.evaluate(() => {
    const { document } = globalThis as unknown as Window
    const idAfter = (prefix: string): string | null => {
      const found = document.querySelector(
        `[data-testid^="${prefix}"]:not([data-testid="phase-panel"])`,
      )
      return found?.getAttribute('data-testid')?.slice(prefix.length) ?? null
    }
    const textOf = (selector: string): string | null =>
      document.querySelector(selector)?.textContent.trim() ?? null
    return {
      scenario: idAfter('screen-') as Screen['scenario'],
      phase: idAfter('phase-'),
      orderNumber: textOf('[data-testid="order-number"]'),
      nextSku: textOf('.line-next .line-sku'),
      isFrozen: document.querySelector('.band-frozen') !== null,
    }
  })
}

const feedbackMark = 'feedback of the band: '

/**
 * Tells of every message of the band as it is painted, also of one that the next covers at once. It comes by the console, because
 * an exposed function leaves an answer that playwright throws at when the page is killed meanwhile.
 */
export async function watchFeedback(
  page: Page,
  onShown: (shown: ShownFeedback) => void,
): Promise<void> {
  page.on('console', (message) => {
    const text = message.text()
    if (text.startsWith(feedbackMark))
      onShown(JSON.parse(text.slice(feedbackMark.length)) as ShownFeedback)
  })
  await page.evaluate((mark) => {
    const { document, MutationObserver } = globalThis as unknown as Window
    let told = -1
    const look = (): void => {
      const band = document.querySelector('[data-testid="feedback"]')
      const serial = Number(band?.getAttribute('data-serial') ?? told)
      if (!band || serial === told) return
      told = serial
      const order = document.querySelector('[data-testid="order-number"]')
      const shown: ShownFeedback = {
        serial,
        code: band.getAttribute('data-code') ?? '',
        isGreen: band.className.includes('band-right'),
        isRed: band.className.includes('band-wrong'),
        orderNumber: order?.textContent.trim() ?? '',
        lastScan: document.querySelector('[data-testid="last-scan"]')?.title ?? '',
      }
      // eslint-disable-next-line no-console -- runs in the window, whose console playwright listens to
      console.debug(mark + JSON.stringify(shown))
    }
    const what = { subtree: true, childList: true, attributes: true }
    new MutationObserver(look).observe(document.body, what)
    look()
  }, feedbackMark)
}
