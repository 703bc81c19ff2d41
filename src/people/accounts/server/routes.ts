import { route } from '#platform/http/route.ts'
import { findContactsEndpoint, listProductsEndpoint } from '../domain/contract.ts'
import { findContacts } from './find-contacts.ts'
import { listProducts } from './list-products.ts'

export const accountRoutes = [
  route(listProductsEndpoint, 'product.read', listProducts),
  route(findContactsEndpoint, 'contact.find', findContacts),
]
