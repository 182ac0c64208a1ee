import { z } from 'zod'
import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import type { BenchProfile } from '../../../shared/ipc/profile-routes.ts'
import type { Disk } from '../journal/disk.ts'
import { readKeptRecord, writeKeptRecord } from '../journal/kept-record.ts'
import type { ProfileSettings } from '../settings/profile-settings.ts'
import type { StationSettings } from '../settings/station-settings.ts'
import type { Printing } from './printing.ts'

const fileName = 'profile.json'
const record = z.object({ code: z.string() })

/**
 * The profiles of a station, and which of them it works by. That is kept in a file beside the identity, not in `station.json`, which
 * belongs to people and would change with every card, and not in the window, whose storage may be lost.
 */
export class BenchProfiles {
  readonly #disk: Disk
  readonly #settings: StationSettings
  #chosen: ProfileSettings | null

  private constructor(disk: Disk, settings: StationSettings, chosen: ProfileSettings | null) {
    this.#disk = disk
    this.#settings = settings
    this.#chosen = chosen
  }

  /** Reads which profile was chosen last. One that the settings do not have any more is none. */
  static async open(disk: Disk, settings: StationSettings): Promise<BenchProfiles> {
    const kept = await readKeptRecord(disk, fileName, record)
    const chosen = settings.profiles.find(({ code }) => code === kept?.code)
    return new BenchProfiles(disk, settings, chosen ?? null)
  }

  /** null = the station works by its settings alone. */
  chosen(): BenchProfile | null {
    return this.#chosen && this.#whole(this.#chosen)
  }

  list(): readonly BenchProfile[] {
    return this.#settings.profiles.map((profile) => this.#whole(profile))
  }

  /** Works by a profile from now on. What cannot be kept is not done: after a restart the bench would be for something else. */
  async choose(code: string, printing: Pick<Printing, 'choose'>): Promise<Result<null, string>> {
    const profile = this.#settings.profiles.find((one) => one.code === code)
    if (!profile) return fail('no such profile')
    const kept = await writeKeptRecord(this.#disk, fileName, { code })
    if (!kept.ok) return fail(`${kept.error.operation} ${kept.error.file}: ${kept.error.code}`)
    this.#chosen = profile
    this.print(printing)
    return succeed(null)
  }

  /** Sends labels to the printer of the chosen profile; of one that names none, to the first of the settings. */
  print(printing: Pick<Printing, 'choose'>): void {
    if (!this.#chosen) return
    const first = this.#settings.printers.find(({ prints }) => prints === 'labels')?.id
    const printerId = this.#chosen.printer ?? first
    if (printerId !== undefined) printing.choose(printerId)
  }

  #whole(profile: ProfileSettings): BenchProfile {
    const { code, name, opens } = profile
    const { flow, weighing, cartons } = this.#settings
    return {
      ...{ code, name, opens, flow: profile.flow ?? flow },
      ...{ weighing: profile.weighing ?? weighing, cartons: profile.cartons ?? cartons },
    }
  }
}
