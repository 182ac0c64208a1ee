import type { Page } from 'playwright-core'
import { until } from '../wait/until.ts'

/** One message of the feedback band. */
interface Message {
  readonly serial: number
  readonly code: string
}

/** What the band says without being asked, and never to a scan. */
const unasked = ['task-arrived', 'label-sent', 'label-failed', 'label-outcome-unknown']

/** As much of the window as is looked at. */
interface Window {
  feedbackLog?: Message[]
  readonly document: Element
  readonly MutationObserver: new (look: () => void) => {
    observe(target: unknown, what: Readonly<Record<string, unknown>>): void
  }
}

interface Element {
  querySelector(selector: string): Element | null
  getAttribute(name: string): string | null
}

/**
 * What the band has said since the window opened. Who only looks at it now and then misses a message that the printer or the centre
 * has covered meanwhile.
 */
export class FeedbackLog {
  readonly #page: () => Page
  #heard = -1

  constructor(page: () => Page) {
    this.#page = page
  }

  /** Begins with what the band says now. */
  async begin(): Promise<void> {
    this.#heard = -1
    await this.#page().evaluate(keepLog)
  }

  /** Waits until the band says this, or has said it since it was asked last. */
  async untilSaid(code: string): Promise<void> {
    await until(`the band says ${code}`, async () => {
      const said = await this.#messages()
      const found = said.find((message) => message.serial > this.#heard && message.code === code)
      const last = said.at(-1)
      if (!found && last?.code !== code) throw new Error(`it says ${String(last?.code)}`)
      this.#heard = (found ?? last)?.serial ?? this.#heard
      return true
    })
  }

  /** Does something, and answers the code of what the band says to it. */
  async answerTo(what: string, act: () => Promise<void>): Promise<string> {
    const before = (await this.#messages()).at(-1)?.serial ?? -1
    await act()
    const answer = await until(`the band answers ${what}`, async () =>
      (await this.#messages()).find(({ serial, code }) => serial > before && !isUnasked(code)),
    )
    this.#heard = answer.serial
    return answer.code
  }

  async #messages(): Promise<readonly Message[]> {
    const page = this.#page()
    const read = () => page.evaluate(() => (globalThis as unknown as Window).feedbackLog ?? null)
    const messages = await read()
    if (messages) return messages
    // The window was loaded anew.
    await this.begin()
    return (await read()) ?? []
  }
}

function isUnasked(code: string): boolean {
  return unasked.includes(code)
}

/** Runs in the window. */
function keepLog(): void {
  const window = globalThis as unknown as Window
  const log: Message[] = (window.feedbackLog = [])
  const look = (): void => {
    const band = window.document.querySelector('[data-testid="feedback"]')
    const serial = Number(band?.getAttribute('data-serial'))
    if (!band || serial === log.at(-1)?.serial) return
    log.push({ serial, code: band.getAttribute('data-code') ?? '' })
  }
  const what = { subtree: true, childList: true, attributeFilter: ['data-serial'] }
  new window.MutationObserver(look).observe(window.document, what)
  look()
}
