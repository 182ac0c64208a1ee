import { z } from 'zod'

/** Screens that a profile may lead to. */
export const benchScreens = ['queue', 'walk', 'bench', 'hand-over'] as const

/** One profile of this station, with what the settings say where it says nothing. */
export const benchProfile = z.object({
  code: z.string(),
  name: z.string(),
  flow: z.enum(['pick-and-pack', 'pick-then-pack']),
  weighing: z.enum(['off', 'check']),
  cartons: z.enum(['off', 'ask']),
  opens: z.enum(benchScreens),
})
export type BenchProfile = z.infer<typeof benchProfile>

export const profileRoutes = {
  /** The bench is for this from now on, and after a restart too: labels go to its printer. */
  'station.chooseProfile': {
    input: z.object({ code: z.string().min(1).max(16) }),
    output: z.object({}),
  },
} as const
