import type { i18n } from 'i18next'
import type { ParcelCarton } from '../../../shared/domain/carton.ts'
import {
  commandCardPrefix,
  commandCards,
  type CommandCard,
} from '../../../shared/domain/meaning.ts'
import { knownCarriers } from '../../i18n/texts.ts'

/** Cards that nobody needs on paper: the test label carries its own. */
const unprinted: readonly CommandCard[] = ['TEST']
/** How many units the next scan counts, or lie in a bin that is counted. */
const quantities = [1, 2, 3, 4, 5, 6, 8, 10, 12, 20, 24]

/** The data of `command-card-sheet-100x150`: every card, in both languages, the cartons of the shop and the profiles of the bench. */
export function commandCardData(
  translator: i18n,
  cartons: readonly ParcelCarton[],
  profiles: readonly { readonly code: string; readonly name: string }[],
): unknown {
  const [zh, en] = [translator.getFixedT('zh'), translator.getFixedT('en')]
  const named = commandCards
    .filter((card) => !unprinted.includes(card))
    .map((card) => ({
      code: `${commandCardPrefix}${card}`,
      zh: zh(`virtual.card.${card}`),
      en: en(`virtual.card.${card}`),
    }))
  const counting = quantities.map((count) => ({
    code: `${commandCardPrefix}QTY${String(count)}`,
    zh: zh('labels.quantityCard', { count }),
    en: en('labels.quantityCard', { count }),
  }))
  const couriers = knownCarriers.map((carrier) => ({
    code: `${commandCardPrefix}TO:${carrier.toUpperCase()}`,
    zh: zh(`carrier.${carrier}`),
    en: en(`carrier.${carrier}`),
  }))
  const boxes = cartons.map(({ sku, name }) => {
    return { code: sku, zh: zh('bench.carton', { name }), en: en('bench.carton', { name }) }
  })
  const ofProfiles = profiles.map(({ code, name }) => {
    return { code: `${commandCardPrefix}PROFILE:${code}`, zh: name, en: name }
  })
  const all = [...named, ...counting, ...couriers, ...boxes, ...ofProfiles]
  const cards = all
    .filter(({ code }) => code.length <= longestCode)
    .map((card) => (card.code.length > longestNarrowCode ? { ...card, wide: true } : card))
  return { cards }
}

/** Characters whose barcode still fits beside the words of its card, and across a whole card. */
const longestNarrowCode = 13
const longestCode = 18
