import type { PtyCable } from '../fakes/serial-pty.ts'
import { until } from '../wait/until.ts'
import type { Killer } from './kill-plan.ts'
import type { LabelTray } from './label-tray.ts'
import type { CentreState } from './observer.ts'
import { readScreen, watchFeedback, type Screen, type ShownFeedback } from './screen.ts'
import { firstStartPatienceMs, type StationApp } from './station-app.ts'

/** What a packer has at hand. */
export interface PackerPorts {
  readonly station: StationApp
  readonly cable: PtyCable
  readonly tray: LabelTray
  readonly killer: Killer
  /** Orders to pack, and the codes on goods and labels. */
  readonly floor: CentreState
  readonly orderNumbers: readonly string[]
}

/** What came of a shift. */
export interface Shift {
  /** Every green that was painted, in its order, over all runs of the program. */
  readonly greens: readonly ShownFeedback[]
  /** Reds that a packer who follows the screen should never see. */
  readonly surprises: readonly ShownFeedback[]
  readonly scans: number
  /** Scans whose answer the packer did not see: killed on the way, or lost. */
  readonly unanswered: number
  readonly starts: number
}

/** Boxes that wait before somebody carries them to the courier's cage. */
const cageSize = 4
/** How long a packer looks at a screen that does nothing before scanning again, ms. */
const patienceMs = 10_000
/** After a kill a packer can only find out by scanning again that a fact was durable already. */
const expectedReds = ['already-packed', 'already-shipped']

/**
 * Packs orders as a person does: looks at the screen, scans what it asks for, takes labels from the printer's tray, carries boxes to the
 * cage. Knows nothing of the program's insides, and starts it again whenever it is gone.
 */
export class Packer {
  readonly #ports: PackerPorts
  readonly #shown: ShownFeedback[] = []
  readonly #toPack: string[]
  /** Packed boxes, by order. */
  readonly #boxes: string[] = []
  #scans = 0
  #unanswered = 0
  #starts = 0

  constructor(ports: PackerPorts) {
    this.#ports = ports
    this.#toPack = [...ports.orderNumbers]
  }

  /** Works until every order is handed over. */
  async work(): Promise<Shift> {
    const { station, killer } = this.#ports
    while (this.#toPack.length > 0 || this.#boxes.length > 0) {
      try {
        if (station.isRunning()) await this.#step()
        else await this.#start()
      } catch (cause) {
        await killer.settled()
        if (station.isRunning()) throw cause
      }
    }
    killer.rest()
    await killer.settled()
    if (!station.isRunning()) await this.#start()
    return this.#report()
  }

  #report(): Shift {
    return {
      greens: this.#shown.filter(({ isGreen }) => isGreen),
      surprises: this.#shown.filter(({ isRed, code }) => isRed && !expectedReds.includes(code)),
      scans: this.#scans,
      unanswered: this.#unanswered,
      starts: this.#starts,
    }
  }

  async #start(): Promise<void> {
    const { station, cable, killer } = this.#ports
    await killer.settled()
    // A scan that nobody has read is gone with the port, as it is with a USB scanner.
    await cable.unplug()
    await cable.plug()
    this.#starts += 1
    await station.start(() => {
      killer.saw('start')
    })
    const page = station.page()
    const isReady = async (): Promise<boolean> =>
      !station.isRunning() || (await readScreen(page)).scenario !== null
    await until('the station is ready for scans', isReady, firstStartPatienceMs)
    await watchFeedback(page, (shown) => this.#shown.push(shown))
  }

  async #step(): Promise<void> {
    const before = this.#shown.length
    const screen = await readScreen(this.#ports.station.page())
    const code = await this.#codeFor(screen)
    if (code === null) return this.#wait(screen)
    this.#scans += 1
    await this.#ports.cable.write(Buffer.from(`${code}\r`))
    this.#ports.killer.saw('scan')
    const answer = await this.#answerAfter(before)
    if (!answer) this.#unanswered += 1
    else this.#understand(answer, code)
  }

  /** The printer works, or the resumed order is not on the bench yet. */
  async #wait(seen: Screen): Promise<void> {
    const { station } = this.#ports
    const before = JSON.stringify(seen)
    await until(
      `the screen moves on from ${before}`,
      async () =>
        !station.isRunning() || JSON.stringify(await readScreen(station.page())) !== before,
    )
  }

  /** What the scan did. Notices come from the printer or the start and answer no scan, but for those of two cards. */
  async #answerAfter(before: number): Promise<ShownFeedback | null> {
    const { station } = this.#ports
    const giveUpAt = performance.now() + patienceMs
    return until('the band answers', () => {
      const answer = this.#shown.slice(before).find(isAnswer)
      if (answer) return { answer }
      if (!station.isRunning() || performance.now() > giveUpAt) return { answer: null }
      return null
    }).then(({ answer }) => answer)
  }

  #understand({ code }: ShownFeedback, scanned: string): void {
    if (code === 'label-confirmed') this.#boxed(this.#orderOf(scanned))
    if (code === 'already-packed') this.#boxed(this.#toPack[0] ?? '')
    if (code === 'parcel-handed-over' || code === 'already-shipped') this.#handedOver(scanned)
  }

  #boxed(orderNumber: string): void {
    const at = this.#toPack.indexOf(orderNumber)
    if (at < 0) return
    this.#toPack.splice(at, 1)
    this.#boxes.push(orderNumber)
  }

  #handedOver(waybillNumber: string): void {
    const at = this.#boxes.indexOf(this.#orderOf(waybillNumber))
    if (at >= 0) this.#boxes.splice(at, 1)
  }

  #orderOf(waybillNumber: string): string {
    return this.#ports.floor.waybills.get(waybillNumber)?.orderNumber ?? ''
  }

  /** What to scan on this screen; null = nothing, only wait. */
  async #codeFor(screen: Screen): Promise<string | null> {
    if (screen.isFrozen) return 'HF:OK'
    if (screen.scenario === 'hand-over') return this.#codeInCage()
    switch (screen.phase ?? 'no-order') {
      case 'no-order':
        return this.#nextWork()
      case 'packing':
        return screen.nextSku === null ? null : this.#codeOf(screen.nextSku)
      case 'awaiting-waybill':
        return 'HF:CLOSE'
      case 'label-failed':
        return 'HF:PRINT'
      case 'label-unknown':
        return (await this.#labelOf(screen.orderNumber)) ?? 'HF:REPRINT'
      case 'awaiting-scan-back':
        return this.#labelOf(screen.orderNumber)
      default:
        return null
    }
  }

  #nextWork(): string | null {
    const [next] = this.#toPack
    if (next === undefined || this.#boxes.length >= cageSize) return 'HF:HANDOVER'
    return next
  }

  async #codeInCage(): Promise<string | null> {
    const [box] = this.#boxes
    return box === undefined ? 'HF:BENCH' : this.#labelOf(box)
  }

  async #labelOf(orderNumber: string | null): Promise<string | null> {
    const labels = await this.#ports.tray.labels()
    return labels.find((number) => this.#orderOf(number) === orderNumber) ?? null
  }

  #codeOf(sku: string): string {
    const code = this.#ports.floor.products.get(sku)?.barcodes[0]
    if (code === undefined) throw new Error(`the goods ${sku} carry no code`)
    return code
  }
}

function isAnswer({ isGreen, isRed, code }: ShownFeedback): boolean {
  return isGreen || isRed || code === 'acknowledged' || code === 'scenario-changed'
}
