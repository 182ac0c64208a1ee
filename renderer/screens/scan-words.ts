import type { TFunction } from 'i18next'
import {
  carrierCardOf,
  commandCardOf,
  numberOnCard,
  profileOf,
  staffOf,
  toteOf,
} from '../../shared/domain/meaning.ts'
import { carrierName } from '../i18n/format.ts'
import type { StationView } from '../station/view.ts'

/** What was scanned last, as people call it; bytes that made no code were something too. */
export function lastScanWords(
  { lastScan, unreadBytes }: Pick<StationView, 'lastScan' | 'unreadBytes'>,
  t: TFunction,
): string {
  if (unreadBytes > 0) return t('scanners.unread', { count: unreadBytes })
  return lastScan === '' ? t('feedback.noScan') : scanWords(lastScan, t)
}

/** A scanned text as people call it: a card by its name, a tote by its number, anything else as it was read. */
export function scanWords(text: string, t: TFunction): string {
  const card = commandCardOf(text)
  // The test label carries its own code; no card has it.
  if (card === 'TEST') return t('virtual.card.TEST')
  if (card) return t('feedback.card', { name: t(`virtual.card.${card}`) })
  const quantity = numberOnCard(text)
  if (quantity !== null) return t('feedback.quantityCard', { quantity })
  const badge = staffOf(text)
  if (badge !== null) return t('feedback.badge', { badge })
  const profile = profileOf(text)
  if (profile !== null) return t('feedback.profileCard', { profile })
  const carrier = carrierCardOf(text)
  if (carrier !== null) return t('feedback.card', { name: carrierName(carrier, t) })
  return toteOf(text) ?? text
}
