import { route } from '#platform/http/route.ts'
import { askEntitlement } from '#promise/clocks/server/ask-entitlement.ts'
import { askEntitlementEndpoint } from '#promise/entitlements/domain/contract.ts'

export const entitlementRoutes = [route(askEntitlementEndpoint, 'entitlement.ask', askEntitlement)]
