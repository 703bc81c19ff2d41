import { route } from '#platform/http/route.ts'
import {
  countRefusalsEndpoint,
  listRefusalsEndpoint,
  readRefusalEndpoint,
} from '#promise/entitlements/domain/refusal-contract.ts'
import { countRefusals, listRefusals, readRefusal } from '#promise/entitlements/server/list-refusals.ts'

export const refusalRoutes = [
  route(listRefusalsEndpoint, 'refusal.read', listRefusals),
  route(countRefusalsEndpoint, 'refusal.read', countRefusals),
  route(readRefusalEndpoint, 'refusal.read', readRefusal),
]
