import { createHash } from 'node:crypto'
import { imageSize } from 'image-size'
import {
  mostPictureBytes,
  mostPictureSide,
  pictureHash,
  pictureTypeOf,
  type PictureType,
} from '../../shared/domain/product-picture.ts'
import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import type { ProductPictureResponse } from '../../shared/protocol/product.ts'
import type { Database, DatabaseTransaction } from '../database/tables.ts'
import { publish, readHead, type FeedPlace } from '../feed/publish.ts'
import { apiFailure, type ApiFailure } from '../http/failure.ts'
import { hasNul } from '../http/guards.ts'
import { lockProducts } from './product-rows.ts'

/** A picture as it is kept. */
export interface Picture {
  readonly hash: string
  readonly mediaType: PictureType
  readonly bytes: Uint8Array
}

/** Takes the body of a request for a picture if it is one that every bench can show and keep. */
export function readPicture(body: unknown): Result<Picture, ApiFailure> {
  if (!(body instanceof Uint8Array) || body.length === 0) return fail(noPicture)
  if (body.length > mostPictureBytes) return fail(tooLarge(body.length))
  const mediaType = pictureTypeOf(body)
  const size = mediaType && sizeOf(body)
  if (!size) return fail(unknownKind)
  if (Math.max(size.width, size.height) > mostPictureSide) return fail(tooWide(size))
  const hash = createHash('sha256').update(body).digest('hex')
  return succeed({ hash, mediaType, bytes: body })
}

/** Pixels; null = the bytes do not say, whatever they begin with. */
function sizeOf(body: Uint8Array): { readonly width: number; readonly height: number } | null {
  try {
    const { width, height } = imageSize(body)
    return { width, height }
  } catch {
    return null
  }
}

/** Gives an article its picture, in place of one that it had. Asked twice it is done once. */
export async function setProductPicture(
  transaction: DatabaseTransaction,
  place: FeedPlace,
  sku: string,
  picture: Picture,
): Promise<Result<ProductPictureResponse, ApiFailure>> {
  const { warehouse } = place
  const product = hasNul(sku)
    ? undefined
    : (await lockProducts(transaction, warehouse, [sku])).get(sku)
  if (!product) return fail(unknownArticle(sku))
  await keepPictures(transaction, place.now, [picture])
  const { hash } = picture
  const { seq: feedSeq } =
    product.picture === hash
      ? await readHead(transaction, warehouse)
      : await publish(transaction, place, [
          { entity: 'product', key: sku, row: { ...product, picture: hash } },
        ])
  return succeed({ picture: hash, feedSeq })
}

/** Keeps the bytes of pictures, each once, whoever shows it. */
export async function keepPictures(
  transaction: DatabaseTransaction,
  now: Date,
  pictures: readonly Picture[],
): Promise<void> {
  if (pictures.length === 0) return
  const rows = pictures.map(({ hash, mediaType, bytes }) => {
    return { hash, media_type: mediaType, bytes, received_at: now }
  })
  await transaction
    .insertInto('pictures')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The picture of this name. */
export async function findPicture(
  database: Database,
  hash: string,
): Promise<Result<Picture, ApiFailure>> {
  const found = pictureHash.test(hash)
    ? await database
        .selectFrom('pictures')
        .select(['media_type as mediaType', 'bytes'])
        .where('hash', '=', hash)
        .executeTakeFirst()
    : undefined
  return found ? succeed({ hash, ...found }) : fail(unknownPicture)
}

const noPicture = apiFailure(
  'malformed',
  'The request carries no picture.',
  'Send the file as the body (curl --data-binary @FILE), with its content type: image/png, image/jpeg or image/webp.',
)

const unknownKind = apiFailure(
  'malformed',
  'The bytes are no whole PNG, JPEG or WebP, whatever the content type says.',
  'Save the picture anew as one of these, and send the file itself.',
)

function tooLarge(bytes: number): ApiFailure {
  const kilobytes = (count: number): string => String(Math.ceil(count / 1_024))
  return apiFailure(
    'too-large',
    `The picture has ${kilobytes(bytes)} kB; an article may have one of ${kilobytes(mostPictureBytes)} kB.`,
    'Make it smaller: a bench shows it at 480 × 480 at most, and a JPEG of that size has some 50 kB.',
  )
}

function tooWide({
  width,
  height,
}: {
  readonly width: number
  readonly height: number
}): ApiFailure {
  return apiFailure(
    'too-large',
    `The picture has ${String(width)} × ${String(height)} pixels; an article may have one of ${String(mostPictureSide)} on a side.`,
    'Make it smaller: a bench shows it at 480 × 480 at most.',
  )
}

function unknownArticle(sku: string): ApiFailure {
  return apiFailure(
    'not-found',
    `There is no article ${JSON.stringify(sku.slice(0, 64))}.`,
    'Bring it in first, with POST /v1/products or an order that holds it, and use its SKU as it stands there.',
  )
}

const unknownPicture = apiFailure(
  'not-found',
  'There is no picture of this name.',
  'Give it to its article again, with POST /v1/products/{sku}/picture.',
)
