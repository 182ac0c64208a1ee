import { z } from 'zod'
import { scaleFramings } from '../devices/scale/framings.ts'
import { serialLineFields } from './scanner-settings.ts'

/** One scale on a serial port. */
export const scaleSettings = z.strictObject({
  id: z.string().min(1).max(64).describe('Your own short name for it; unique among all devices.'),
  name: z.string().min(1).max(60).describe('What the screen calls it.'),
  ...serialLineFields,
  framing: z
    .enum(scaleFramings)
    .describe(
      'How it sends its weight: toledo = Mettler-Toledo continuous, xk3190 = Yaohua format 0, ascii = CAS and A&D lines.',
    ),
})
export type ScaleSettings = z.infer<typeof scaleSettings>
