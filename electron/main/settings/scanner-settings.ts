import { z } from 'zod'

const usbNumber = z
  .string()
  .regex(/^(0x)?[0-9a-fA-F]{4}$/, 'expected four hexadecimal digits, for example "05f9"')
  .transform((digits) => digits.slice(-4).toLowerCase())

/** Which port a scanner is on: by its path, or by what is plugged in, wherever it was plugged in. */
const scannerPort = z
  .union(
    [
      z
        .string()
        .min(1)
        .describe('Path of the port: "/dev/ttyACM0", "/dev/serial/by-id/…", "COM3".'),
      z.strictObject({
        vendorId: usbNumber.describe(
          'USB vendor number, four hexadecimal digits, as `lsusb` shows.',
        ),
        productId: usbNumber.describe('USB product number, four hexadecimal digits.'),
        serialNumber: z
          .string()
          .min(1)
          .optional()
          .describe('USB serial number; needed when two scanners of one model are plugged in.'),
      }),
    ],
    { error: 'expected a path such as "/dev/ttyACM0", or vendorId and productId' },
  )
  .describe('Where the scanner is. The USB form survives replugging into another socket.')

/** How the bytes of one scanner become codes. Everything here is in the scanner's own programming manual. */
const framingFields = {
  prefix: z
    .string()
    .max(16)
    .default('')
    .describe('Text that the scanner puts before every code, taken off again. Empty = none.'),
  suffix: z
    .enum(['auto', 'cr', 'lf', 'crlf', 'etx', 'none'])
    .default('auto')
    .describe(
      'What ends a code. auto = CR, LF or ETX, whichever comes; crlf = only both together; none = silence on the line for idleFlushMs.',
    ),
  idleFlushMs: z
    .int()
    .min(5)
    .max(2_000)
    .default(50)
    .describe('With suffix "none": silence that ends a code, in ms. Too short tears codes apart.'),
  charset: z
    .enum(['utf8', 'latin1', 'gb18030'])
    .default('utf8')
    .describe('How the scanner writes characters beyond ASCII. gb18030 includes GBK and GB2312.'),
  aim: z
    .boolean()
    .default(false)
    .describe('Whether the scanner sends AIM identifiers, such as ]C1, before every code.'),
}

/** The framing of one scanner, complete. */
export const scannerFraming = z.strictObject(framingFields)
export type ScannerFraming = z.infer<typeof scannerFraming>

/** The line of a serial device. */
export const serialLineFields = {
  port: scannerPort,
  baudRate: z
    .int()
    .min(300)
    .max(921_600)
    .default(9_600)
    .describe('Bits per second; without meaning on USB virtual ports.'),
  dataBits: z.literal([7, 8]).default(8).describe('Data bits of a character.'),
  parity: z.enum(['none', 'even', 'odd']).default('none').describe('Parity bit of a character.'),
  stopBits: z.literal([1, 2]).default(1).describe('Stop bits of a character.'),
}

/** One serial scanner. */
export const scannerSettings = z.strictObject({
  id: z.string().min(1).max(64).describe('Your own short name for it; unique among all devices.'),
  name: z.string().min(1).max(60).describe('What the screen calls it.'),
  ...serialLineFields,
  ...framingFields,
})
export type ScannerSettings = z.infer<typeof scannerSettings>
export type ScannerPort = ScannerSettings['port']
