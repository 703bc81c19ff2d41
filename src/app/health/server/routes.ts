import type { Context } from '#platform/context.ts'
import { type Route, route } from '#platform/http/route.ts'
import { readHealthEndpoint, retryJobEndpoint, retryJobsEndpoint } from '../domain/contract.ts'
import { type HealthNeeds, readHealth, retryJob, retryJobs } from './read-health.ts'

export function createHealthRoutes(needs: HealthNeeds): Route[] {
  return [
    route(readHealthEndpoint, 'health.read', (ctx: Context) => readHealth(ctx, needs)),
    route(retryJobsEndpoint, 'job.retry', retryJobs),
    route(retryJobEndpoint, 'job.retry', retryJob),
  ]
}
