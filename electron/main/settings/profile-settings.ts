import { z } from 'zod'
import { benchScreens } from '../../../shared/ipc/profile-routes.ts'

/** What a bench is for, switched by scanning a card. What a profile leaves out is as in the rest of the file. */
export const profileSettings = z.strictObject({
  code: z
    .string()
    .regex(/^[A-Z0-9][A-Z0-9-]{0,6}$/, 'expected up to 7 capital letters, digits and hyphens')
    .describe(
      'Stands on its card, HF:PROFILE: and this; for example "PACK-1". A longer one would not fit the card.',
    ),
  name: z.string().min(1).max(60).describe('What the screen and the card call it.'),
  printer: z.string().optional().describe('Id of the printer that labels go to.'),
  weighing: z.enum(['off', 'check']).optional().describe('As "weighing" of the station.'),
  cartons: z.enum(['off', 'ask']).optional().describe('As "cartons" of the station.'),
  flow: z
    .enum(['pick-and-pack', 'pick-then-pack'])
    .optional()
    .describe('As "flow" of the station.'),
  opens: z.enum(benchScreens).default('queue').describe('The screen that its card leads to.'),
})
export type ProfileSettings = z.infer<typeof profileSettings>
