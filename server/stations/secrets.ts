import { createHash, timingSafeEqual } from 'node:crypto'

/** SHA-256 of a secret, hex: what is stored instead of it. Both kinds of secret are random, so no salt is needed. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex')
}

/** Whether two secrets are equal, in a time that tells nothing of where they differ. */
export function sameSecret(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(secretHash(one)), Buffer.from(secretHash(other)))
}

/** A token nobody can guess: 256 random bits, URL-safe. */
export function newToken(randomBytes: (count: number) => Uint8Array): string {
  return Buffer.from(randomBytes(32)).toString('base64url')
}

// Nothing that looks like another sign when it is read aloud or written down. 32 of them, so that no sign is likelier.
const signs = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** A code that a person types once: eight signs in two groups, 40 random bits. */
export function newPairingCode(randomBytes: (count: number) => Uint8Array): string {
  const text = [...randomBytes(8)].map((byte) => signs[byte % signs.length]).join('')
  return `${text.slice(0, 4)}-${text.slice(4)}`
}

/** The form in which pairing codes are compared: however it was typed. */
export function canonicalPairingCode(typed: string): string {
  return typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')
}
