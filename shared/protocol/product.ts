import { z } from 'zod'
import { pictureHash } from '../domain/product-picture.ts'
import { productRow } from './rows.ts'

/** Most articles in one request. */
const productsAtOnce = 1_000

/** What the office says of an article; what stations have learnt of it stays, and so does its picture. */
const productInput = productRow.omit({ learntGrams: true, picture: true })

/** Body of `POST /v1/products`. Sent twice it is done once. */
export const productsRequest = z.object({
  products: z.array(productInput).min(1).max(productsAtOnce),
})
export type ProductsRequest = z.infer<typeof productsRequest>

/** The feed shows the articles from here on. */
export const productsResponse = z.object({
  created: z.number().int().min(0),
  changed: z.number().int().min(0),
  unchanged: z.number().int().min(0),
  feedSeq: z.number().int().min(0),
})
export type ProductsResponse = z.infer<typeof productsResponse>

/** Answer to `POST /v1/products/{sku}/picture`: the name of the picture, and from where on the feed shows it. */
export const productPictureResponse = z.object({
  picture: z.string().regex(pictureHash),
  feedSeq: z.number().int().min(0),
})
export type ProductPictureResponse = z.infer<typeof productPictureResponse>
