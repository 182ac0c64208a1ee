import { describe, expect, test } from 'vitest'
import { readStationSettings } from '../../../electron/main/settings/settings-file.ts'

const printer = { id: 'label', name: 'Label', transport: { kind: 'tcp', host: 'printer.local' } }

function read(settings: object) {
  return readStationSettings(JSON.stringify({ version: 1, ...settings }))
}

/** Field and cause of every problem. */
function problems(settings: object): readonly string[] {
  const outcome = read(settings)
  return outcome.ok ? [] : outcome.error.problems.map(({ field, cause }) => `${field}: ${cause}`)
}

describe('the profiles of a bench', () => {
  const profile = { code: 'PACK-1', name: 'Packing' }

  test('what is left out stays as the station has it', () => {
    expect(read({ profiles: [profile] })).toMatchObject({
      value: { profiles: [{ code: 'PACK-1', opens: 'queue' }] },
    })
  })

  test('a printer that is not there, one for lists, a code twice, and one no card can carry', () => {
    const lists = { ...printer, id: 'lists', prints: 'packing-lists' }
    const profiles = [
      { ...profile, printer: 'labels' },
      { ...profile, code: 'B', printer: 'lists' },
      { ...profile, code: 'PACK-1' },
    ]
    expect(problems({ printers: [printer, lists], profiles })).toEqual([
      'profiles[0].printer: no printer for labels has the id "labels"',
      'profiles[1].printer: no printer for labels has the id "lists"',
      'profiles[2].code: the code "PACK-1" is taken; every profile needs its own',
    ])
    expect(problems({ profiles: [{ ...profile, code: 'pack 1' }] })).toEqual([
      'profiles[0].code: expected up to 7 capital letters, digits and hyphens',
    ])
  })
})
