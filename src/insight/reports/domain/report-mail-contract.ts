import { z } from 'zod'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { monthText } from './report-contract.ts'

const subscription = z.strictObject({ on: z.boolean() })

export const readSubscriptionEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/reports/promises/subscription',
  summary: 'Managers: whether you get the report of promises by mail on the first of each month.',
  response: subscription,
})

export const setSubscriptionEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/api/v1/reports/promises/subscription',
  summary: 'Managers: get it, or no more.',
  body: subscription,
  response: subscription,
})

export const mailReportEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/reports/promises/mail',
  summary: 'Managers: have the report of a month mailed to yourself now.',
  body: z.strictObject({ month: monthText }),
  response: z.object({ to: z.string() }),
})
