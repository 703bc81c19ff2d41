import { z } from 'zod'
import { adminRoutes } from '#app/admin/server/routes.ts'
import type { HealthNeeds } from '#app/health/server/read-health.ts'
import { createHealthRoutes } from '#app/health/server/routes.ts'
import { keyScopes, permissionsOf } from '#app/permissions.ts'
import { createMailShownRoutes } from '#channels/email/server/mail-shown-routes.ts'
import { createLeavingRoutes } from '#channels/email/server/leaving-routes.ts'
import { floodRoutes } from '#channels/email/server/flood-routes.ts'
import { createMailSettingsRoutes, emailRoutes } from '#channels/email/server/routes.ts'
import { suspensionRoutes } from '#channels/email/server/suspension-routes.ts'
import { createMailboxRoutes } from '#channels/email/server/mailbox-routes.ts'
import { triageRoutes } from '#channels/email/server/triage-routes.ts'
import { trustRoutes } from '#channels/email/server/trust-routes.ts'
import type { MailSettingsNeeds } from '#channels/email/server/mail-settings.ts'
import { createInletRoutes } from '#channels/email/server/inlet-routes.ts'
import { webhookSchemas } from '#channels/webhooks/domain/webhook-events.ts'
import { createWebhookRoutes } from '#channels/webhooks/server/routes.ts'
import type { WebhookNeeds } from '#channels/webhooks/server/webhook-needs.ts'
import { breachRoutes } from '#desk/breaches/server/routes.ts'
import { comparisonRoutes } from '#desk/comparisons/server/routes.ts'
import { portalRoutes } from '#desk/cases/server/portal-routes.ts'
import { choiceRoutes } from '#channels/email/server/choice-routes.ts'
import { mergeRoutes } from '#desk/cases/server/merge-routes.ts'
import { rankRoutes } from '#desk/cases/server/rank-routes.ts'
import { notificationRoutes } from '#channels/notifications/server/routes.ts'
import { decisionRoutes } from '#desk/cases/server/decision-routes.ts'
import { caseRoutes } from '#desk/cases/server/routes.ts'
import { boardRoutes } from '#insight/board/server/routes.ts'
import { reportRoutes } from '#insight/reports/server/routes.ts'
import { lineRoutes } from '#desk/lines/server/routes.ts'
import { caseFileRoutes } from '#desk/messages/server/case-file-routes.ts'
import { serviceRoutes } from '#desk/services/server/routes.ts'
import { messageRoutes } from '#desk/messages/server/routes.ts'
import { productRoutes } from '#people/accounts/server/product-routes.ts'
import { accountRoutes } from '#people/accounts/server/routes.ts'
import { createKeyRoutes } from '#people/auth/server/key-routes.ts'
import { staffRoutes } from '#people/auth/server/staff-routes.ts'
import type { LinkMeans } from '#people/auth/server/invite-person.ts'
import { signInEndpoint, signOutEndpoint } from '#people/auth/domain/sign-in-contract.ts'
import { createAuthRoutes } from '#people/auth/server/routes.ts'
import type { Context } from '#platform/context.ts'
import { defineEndpoint, type Endpoint } from '#platform/http/endpoint.ts'
import { openApiDocument } from '#platform/http/open-api.ts'
import { type Route, route } from '#platform/http/route.ts'
import { liveEndpoint } from '#platform/realtime/stream-live.ts'
import { agreementRoutes } from '#promise/agreements/server/routes.ts'
import { poolRoutes } from '#promise/agreements/server/pool-routes.ts'
import type { Outside } from '#platform/outbound/open-socket.ts'
import { createSeatRoutes } from '#promise/agreements/server/seat-routes.ts'
import { refusalRoutes } from '#promise/entitlements/server/refusal-routes.ts'
import { caseEffectRoutes } from '#promise/clocks/server/effect-routes.ts'
import { calendarRoutes } from '#promise/clocks/server/calendar-routes.ts'
import { entitlementRoutes, timeRoutes } from '#promise/clocks/server/routes.ts'
import { warningRoutes } from '#promise/clocks/server/warning-routes.ts'
import { draftEffectRoutes } from '#promise/agreements/server/draft-effect-routes.ts'
import { draftRoutes } from '#promise/packages/server/draft-routes.ts'
import { quoteRoutes } from '#promise/quotes/server/routes.ts'
import { certificationKindRoutes } from '#promise/packages/server/certification-kind-routes.ts'
import { editionRoutes } from '#promise/packages/server/edition-routes.ts'
import { createPackageRoutes } from '#promise/packages/server/routes.ts'

type Needs = {
  webhooks: WebhookNeeds
  links: LinkMeans
  mail: MailSettingsNeeds
  /** Where pictures of mail may come from: what webhooks may reach besides is no stranger's to ask for. */
  pictures: Outside
  health: HealthNeeds
  floodAfter?: number | undefined
}
type Live = (ctx: Context, input: unknown, exchange: Parameters<Route['run']>[2]) => Promise<unknown>

const healthEndpoint = defineEndpoint({
  method: 'GET',
  path: '/healthz',
  summary: 'Answers once the product is ready.',
  response: z.object({ status: z.literal('ok') }),
})

const openApiEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/openapi.json',
  summary: 'This document.',
  response: z.any(),
})

/** Everything the system serves over HTTP, but sign-in and the web app's files. */
export function createRoutes(live: Live, needs: Needs): Route[] {
  const api: Route[] = [
    ...createAuthRoutes({ permissionsOf, links: needs.links }),
    ...createKeyRoutes(keyScopes),
    ...staffRoutes,
    ...accountRoutes,
    ...productRoutes,
    ...agreementRoutes,
    ...createSeatRoutes(needs.links),
    ...poolRoutes,
    ...quoteRoutes,
    ...editionRoutes,
    ...certificationKindRoutes,
    ...draftRoutes,
    ...draftEffectRoutes,
    ...caseEffectRoutes,
    ...entitlementRoutes,
    ...calendarRoutes,
    ...timeRoutes,
    ...warningRoutes,
    ...refusalRoutes,
    ...caseRoutes,
    ...comparisonRoutes,
    ...decisionRoutes,
    ...messageRoutes,
    ...caseFileRoutes,
    ...portalRoutes,
    ...serviceRoutes,
    ...breachRoutes,
    ...rankRoutes,
    ...mergeRoutes,
    ...lineRoutes,
    ...reportRoutes,
    ...boardRoutes,
    ...emailRoutes,
    ...triageRoutes,
    ...floodRoutes,
    ...choiceRoutes,
    ...createMailSettingsRoutes(needs.mail),
    ...suspensionRoutes,
    ...createMailShownRoutes({ outside: needs.pictures }),
    ...createMailboxRoutes({ outside: needs.webhooks.outside, seal: needs.mail.seal }),
    ...createLeavingRoutes(needs.mail),
    ...trustRoutes,
    ...createInletRoutes({
      seal: needs.mail.seal,
      outside: needs.webhooks.outside,
      floodAfter: needs.floodAfter,
    }),
    ...notificationRoutes,
    ...createWebhookRoutes(needs.webhooks),
    ...adminRoutes,
    ...createHealthRoutes(needs.health),
    route(liveEndpoint, 'live.listen', live),
  ]
  const others = [signInEndpoint, signOutEndpoint, healthEndpoint, openApiEndpoint]
  const endpoints = [...api.map((one) => one.endpoint), ...others]
  const openOnes = api.filter((one) => one.permission === 'public').map((one) => one.endpoint)
  const open = new Set<Endpoint>([...openOnes, ...others])
  const document = openApiDocument(endpoints, { title: 'Fourline', version: '1' }, webhookSchemas, open)
  return [
    ...api,
    // Pages for people are no part of the API.
    ...createPackageRoutes(),
    route(healthEndpoint, 'public', async () => ({ status: 'ok' as const })),
    route(openApiEndpoint, 'public', async () => document),
  ]
}
