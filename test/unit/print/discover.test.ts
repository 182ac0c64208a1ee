import { afterEach, describe, expect, it } from 'vitest'
import { discoverPrinters, type DiscoveryPorts } from '../../../electron/main/print/discover.ts'
import { printerSettings } from '../../../electron/main/settings/printer-settings.ts'
import { addressOf } from '../../../renderer/screens/labels/asked-address.ts'
import { startFakePrinter, type FakePrinter } from '../../fakes/fake-printer.ts'

const nothing: DiscoveryPorts = {
  serial: { list: () => Promise.resolve([]) },
  listFolder: () => Promise.resolve([]),
  run: () => Promise.resolve({ code: 127, output: 'not installed' }),
}

let printer: FakePrinter | null = null
afterEach(async () => {
  await printer?.turnOff()
  printer = null
})

describe('looking for printers', () => {
  it('a machine without spooler, USB and serial ports stops the search', async () => {
    const broken = { list: () => Promise.reject(new Error('no udevadm')) }
    expect(await discoverPrinters({ ...nothing, serial: broken }, null)).toEqual([])
  })

  it('a printer of this machine that is not found, or settings for it that the station refuses', async () => {
    const found = await discoverPrinters(
      {
        serial: {
          list: () =>
            Promise.resolve([{ path: '/dev/ttyUSB0', vendorId: '0483', productId: '5740' }]),
        },
        listFolder: () => Promise.resolve(['lp1', 'lp0', 'hiddev0']),
        run: () => Promise.resolve({ code: 0, output: 'labels\nbad name here\n' }),
      },
      null,
    )
    expect(found.map(({ kind, address }) => `${kind} ${address}`)).toEqual([
      ...['usb /dev/usb/lp0', 'usb /dev/usb/lp1', 'spooler labels', 'serial /dev/ttyUSB0'],
    ])
    for (const { transport } of found)
      expect(printerSettings.safeParse({ id: 'labels', name: 'Labels', transport }).success).toBe(
        true,
      )
  })

  it('a question that a printer would print, or an address that is told to be there and is not', async () => {
    printer = await startFakePrinter()
    const { host, port } = printer
    expect(await discoverPrinters(nothing, { host, port })).toMatchObject([
      { kind: 'tcp', isReachable: true, transport: { kind: 'tcp', host, port } },
    ])
    await printer.turnOff()
    expect(printer.documents()).toEqual([])
    const [gone] = await discoverPrinters(nothing, { host, port })
    expect(gone).toMatchObject({ isReachable: false })
    expect(gone?.detail).toContain('ECONNREFUSED')
  })
})

describe('an address that a person types', () => {
  it('is taken although it is none, or refused although it is one', () => {
    expect(addressOf(' 192.0.2.20 ')).toEqual({ host: '192.0.2.20', port: 9_100 })
    expect(addressOf('printer-3.local:6101')).toEqual({ host: 'printer-3.local', port: 6_101 })
    for (const none of [
      '',
      'http://192.0.2.20',
      '192.0.2.20:0',
      '192.0.2.20:99999',
      'a b',
      ':9100',
    ])
      expect(addressOf(none), none).toBeNull()
  })
})
