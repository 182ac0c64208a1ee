/** What a picture of goods may be. */
export const pictureTypes = ['image/png', 'image/jpeg', 'image/webp'] as const
export type PictureType = (typeof pictureTypes)[number]

/** As many bytes as one picture may have: enough for 800 px, and little enough for every bench to keep some hundreds. */
export const mostPictureBytes = 300 * 1_024

/** As many pixels as a side of it may have: a few bytes can say a billion, and a bench that draws them has no memory left. */
export const mostPictureSide = 2_048

/** Name of a picture: SHA-256 of its bytes, hex. */
export const pictureHash = /^[0-9a-f]{64}$/

/** What bytes are by their first ones, whatever anybody says of them; null = no picture that a bench shows. */
export function pictureTypeOf(bytes: Uint8Array): PictureType | null {
  const hasAt = (offset: number, expected: readonly number[]): boolean =>
    expected.every((byte, index) => bytes[offset + index] === byte)
  // PNG (W3C, 5.2), the start of a JPEG and its first marker (ITU-T T.81, B.1), and a RIFF container of WebP (RFC 9649).
  if (hasAt(0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png'
  if (hasAt(0, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (hasAt(0, [0x52, 0x49, 0x46, 0x46]) && hasAt(8, [0x57, 0x45, 0x42, 0x50])) return 'image/webp'
  return null
}
