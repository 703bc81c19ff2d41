import { route } from '#platform/http/route.ts'
import { trustTimeEndpoint } from '#promise/clocks/domain/time-contract.ts'
import { askEntitlement } from '#promise/clocks/server/ask-entitlement.ts'
import { trustTime } from '#promise/clocks/server/trust-time.ts'
import { askEntitlementEndpoint } from '#promise/entitlements/domain/contract.ts'

export const entitlementRoutes = [route(askEntitlementEndpoint, 'entitlement.ask', askEntitlement)]

export const timeRoutes = [route(trustTimeEndpoint, 'time.trust', trustTime)]
