import { expect, test } from 'vitest'
import { freePorts, lastingPort } from '../../../electron/main/devices/free-ports.ts'

const usb = (path: string, serialNumber?: string) => ({
  ...{ path, vendorId: '0C2E', productId: '0ca1' },
  ...(serialNumber === undefined ? {} : { serialNumber }),
})

async function free(taken: Parameters<typeof freePorts>[0]['taken']): Promise<readonly string[]> {
  const ports = await freePorts({
    present: [{ path: '/dev/ttyS0' }, usb('/dev/ttyACM0', 'A'), usb('/dev/ttyACM1', 'B')],
    taken,
    resolve: (path) => Promise.resolve(path === '/dev/serial/by-id/b' ? '/dev/ttyACM1' : path),
  })
  return ports.map(({ path }) => path)
}

test('sockets with nothing in them that are offered before what is plugged in', async () => {
  expect(await free([])).toEqual(['/dev/ttyACM0', '/dev/ttyACM1', '/dev/ttyS0'])
})

test('a port offered that belongs to a device of the settings, however it is named there', async () => {
  expect(await free(['/dev/ttyS0', '/dev/serial/by-id/b'])).toEqual(['/dev/ttyACM0'])
  const port = { vendorId: '0c2e', productId: '0ca1', serialNumber: 'A' }
  expect(await free([port])).toEqual(['/dev/ttyACM1', '/dev/ttyS0'])
})

test('a scanner kept by a path that its next plugging in changes', () => {
  const present = [usb('/dev/ttyACM0', 'A'), usb('/dev/ttyACM1', 'B')]
  expect(lastingPort('/dev/ttyACM1', present)).toEqual({
    ...{ vendorId: '0c2e', productId: '0ca1', serialNumber: 'B' },
  })
  expect(lastingPort('/dev/ttyS0', [{ path: '/dev/ttyS0' }])).toBe('/dev/ttyS0')
})

test('two scanners of one model without serial numbers, kept by what is the same of both', () => {
  const present = [usb('/dev/ttyACM0'), usb('/dev/ttyACM1')]
  expect(lastingPort('/dev/ttyACM1', present)).toBe('/dev/ttyACM1')
})
