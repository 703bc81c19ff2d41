import { z } from 'zod'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { addProductInput } from './account-input.ts'
import { productView } from './contract.ts'

const byCode = z.strictObject({ code: addProductInput.shape.code })
const { name, publisher, supportAddress, termsUrl } = addProductInput.shape

export const addProductEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/products',
  summary: 'Admins: add a product of the vendor or of the marketplace.',
  body: addProductInput,
  response: productView,
  status: 201,
})

/** Written as a whole; `version` is the one that was read. Code and kind stay. */
export const changeProductInput = z.strictObject({
  code: byCode.shape.code,
  name,
  publisher,
  supportAddress,
  termsUrl,
  version: z.number().int().positive(),
})

export const changeProductEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/products/{code}',
  summary: 'Admins: change a product’s name, publisher, support address or terms page.',
  params: byCode,
  body: changeProductInput.omit({ code: true }),
  response: productView,
})

export const removeProductEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/api/v1/products/{code}',
  summary: 'Admins: remove a product that nothing refers to.',
  params: byCode,
  response: z.undefined(),
  status: 204,
})
