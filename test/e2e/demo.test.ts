import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoSettings } from '../../electron/main/settings/station-settings.ts'
import type { Bitmap } from '../../shared/label/bitmap.ts'
import { readZpl } from '../fakes/zpl-picture.ts'
import { until } from '../wait/until.ts'
import { labelOnScreen } from './label-on-screen.ts'
import { zbarRead } from './read-label.ts'
import { createStationApp, firstStartPatienceMs, type StationApp } from './station-app.ts'

describe('a newcomer who starts Holdfast for the first time and only clicks', () => {
  let folder: string
  let station: StationApp
  let orderNumber: string
  let received: Bitmap
  let answeredAtMs = 0

  /** Presses what the virtual scanner offers as the next step, and waits until the station has answered. */
  async function follow(): Promise<string> {
    const button = station.page().getByTestId('virtual-next')
    const code = await until('the virtual scanner offers a next step', async () =>
      (await button.isEnabled()) ? button.getAttribute('data-code') : null,
    )
    // Two clicks that come faster are one code read twice, as with a real scanner.
    await until(
      'the double-read time is over',
      () => performance.now() - answeredAtMs > demoSettings.doubleReadMs,
    )
    await station.answerTo(code, () => button.click())
    answeredAtMs = performance.now()
    return code
  }
  const phase = (name: string) => station.page().getByTestId(`phase-${name}`)

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'holdfast-demo-'))
    station = await createStationApp(folder)
    await station.start()
  })

  afterAll(async () => {
    await station.quit()
    await rm(folder, { recursive: true, force: true })
  })

  it('finds a shop of 200 orders', async () => {
    const isFilled = async (): Promise<boolean> => {
      const tabs = await station.page().getByRole('tab').allInnerTexts()
      return tabs.reduce((sum, text) => sum + Number(/\d+/.exec(text)), 0) === 200
    }
    await until('the whole demo shop is in the queue', isFilled, firstStartPatienceMs)
  })

  it('opens the order that is due first, and is stopped by goods of another one', async () => {
    orderNumber = await follow()
    await phase('packing').waitFor()
    expect(await station.text('order-number')).toBe(orderNumber)
    const packed = await station.text('order-progress')
    await station.page().getByTestId('virtual-wrong').click()
    await station.untilFeedback('wrong-item')
    expect(await follow()).toBe('HF:OK')
    await station.untilFeedback('acknowledged')
    expect(await station.text('order-progress')).toBe(packed)
  })

  it('is led to the label by the one button', async () => {
    await until('the label waits to be scanned', async () => {
      if (await phase('packing').isVisible()) await follow()
      return phase('awaiting-scan-back').isVisible()
    })
  })

  it('sees on the screen, dot for dot, what the printer was sent', async () => {
    const tray = join(folder, 'virtual-printer')
    const bytes = await until('the printer laid out one sheet', async () =>
      readFile(join(tray, '0001.zpl')),
    )
    const { picture, quantity } = readZpl(bytes)
    received = picture
    expect(await readdir(tray)).toEqual(['0001.zpl'])
    expect(quantity).toBe(1)
    const shown = await labelOnScreen(station.page())
    expect([shown.widthDots, shown.heightDots]).toEqual([picture.widthDots, picture.heightDots])
    expect(Buffer.from(shown.bits).equals(Buffer.from(picture.bits))).toBe(true)
  })

  it('brings the parcel to the courier by the same button', async () => {
    expect(await follow()).toBe(zbarRead(received))
    await station.untilFeedback('label-confirmed')
    await follow()
    await station.page().getByTestId('screen-hand-over').waitFor()
    await follow()
    await station.untilFeedback('parcel-handed-over')
    await station.page().getByTestId('rail-queue').click()
    await station.page().getByTestId('tab-shipped').click()
    await until('the order is among the shipped', () =>
      station.page().locator(`[data-testid=row][data-key="${orderNumber}"]`).isVisible(),
    )
    expect(await readdir(join(folder, 'virtual-printer'))).toEqual(['0001.zpl'])
  })
})
