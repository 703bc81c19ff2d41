import '#desk/cases/server/service-tables.ts'
import { sql } from 'kysely'
import { visibleCases } from '#desk/cases/server/case-query.ts'
import type { OnRequestService } from '#desk/services/domain/contract.ts'
import { serviceState } from '#desk/services/domain/service-state.ts'
import { onRequestServices, type ServiceTerms, serviceTerms } from '#desk/services/server/service-terms.ts'
import { requireAccount } from '#people/accounts/server/require-account.ts'
import type { Actor, Context, Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { AccountId, CaseId } from '#platform/ids.ts'
import { startOfDayMs } from '#promise/agreements/domain/start-of-day.ts'

type Answer = { packageName: string | null; items: OnRequestService[] }

/** Every on-request service of an account's package with where it stands. Customers see their own account only. */
export async function listOnRequest(ctx: Context, input: { id: string }): Promise<Answer> {
  const accountId = input.id as AccountId
  if (ctx.actor.kind === 'contact' && ctx.actor.accountId !== accountId) throw notFound('account')
  return ctx.transaction(async (tx) => {
    await requireAccount(tx, accountId)
    const found = await serviceTerms(tx, accountId, ctx.now)
    if (found === undefined) return { packageName: null, items: [] }
    return { packageName: found.terms.name, items: await servicesOf(tx, ctx.actor, accountId, found) }
  })
}

async function servicesOf(
  tx: Tx,
  actor: Actor,
  accountId: AccountId,
  found: ServiceTerms,
): Promise<OnRequestService[]> {
  const offered = onRequestServices(found.terms)
  if (offered.length === 0) return []
  const approvals = await approvalsOf(tx, accountId, found)
  const requests = await requestsOf(tx, accountId)
  const references = await referencesOf(tx, actor, [...approvals, ...requests])
  return offered.map(({ service, name }) => {
    const facts = {
      approvals: approvals.filter((one) => one.service === service),
      requests: requests.filter((one) => one.service === service),
    }
    const is = serviceState(facts, found.today, (date) => startOfDayMs(date, found.zone))
    const shown = { service, name, ...nothing, state: is.state }
    if (is.state === 'not_asked') return shown
    if ('request' in is) {
      const { request } = is
      const reference = referenceIn(references, request.caseId)
      const isAsked = is.state === 'asked'
      return {
        ...shown,
        since: (isAsked ? request.askedAt : (request.answered ?? request.askedAt)).toISOString(),
        // Who asked in a private case is for those who read it.
        by: isAsked ? (reference === null ? null : request.contact) : request.answeredBy,
        note: request.note,
        reference,
        requestId: request.id,
      }
    }
    const { approval } = is
    const isRevoked = is.state === 'revoked'
    return {
      ...shown,
      since: sinceOf(is.state, approval, found.zone).toISOString(),
      by: isRevoked ? approval.revokedBy : approval.approvedBy,
      until: approval.endsOn,
      note: isRevoked ? approval.revokeReason : approval.note,
      reference: referenceIn(references, approval.caseId),
      approvalId: approval.id,
    }
  })
}

const nothing = {
  since: null,
  by: null,
  until: null,
  note: null,
  reference: null,
  requestId: null,
  approvalId: null,
}

type Approval = Awaited<ReturnType<typeof approvalsOf>>[number]

function sinceOf(state: 'approved' | 'revoked' | 'ended', approval: Approval, zone: string): Date {
  if (state === 'revoked' && approval.revoked !== null) return approval.revoked
  if (state === 'ended' && approval.endsOn !== null) return new Date(startOfDayMs(approval.endsOn, zone))
  return approval.approvedAt
}

async function approvalsOf(tx: Tx, accountId: AccountId, { id }: ServiceTerms) {
  const rows = await tx
    .selectFrom('service_approvals')
    .select(['id', 'service', 'note', 'case_id as caseId', 'approved_at as approvedAt'])
    .select(['approved_by as approvedBy', 'starts_on as startsOn', 'ends_on as endsOn'])
    .select(['revoked_at as revoked', 'revoked_by as revokedBy', 'revoke_reason as revokeReason'])
    .where('account_id', '=', accountId)
    .where('agreement_id', '=', id)
    .orderBy('approved_at', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, revokedAt: row.revoked?.getTime() ?? null }))
}

/** The open one of each service, else the one answered last. */
async function requestsOf(tx: Tx, accountId: AccountId) {
  const rows = await tx
    .selectFrom('service_requests as request')
    .innerJoin('contacts as contact', 'contact.id', 'request.contact_id')
    .distinctOn('request.service')
    .select(['request.id', 'request.service', 'request.state', 'request.note', 'request.case_id as caseId'])
    .select(['request.asked_at as askedAt', 'request.answered_at as answered'])
    .select(['request.answered_by as answeredBy', 'contact.name as contact'])
    .where('request.account_id', '=', accountId)
    .where('request.state', '<>', 'closed')
    .orderBy('request.service')
    .orderBy(sql`coalesce(request.answered_at, 'infinity')`, 'desc')
    .execute()
  return rows.map((row) => ({ ...row, answeredAt: row.answered?.getTime() ?? null }))
}

async function referencesOf(
  tx: Tx,
  actor: Actor,
  facts: readonly { caseId: CaseId | null }[],
): Promise<Map<CaseId, string>> {
  const ids = facts.flatMap(({ caseId }) => (caseId === null ? [] : [caseId]))
  if (ids.length === 0) return new Map()
  const rows = await visibleCases(tx, actor).where('c.id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row.reference]))
}

function referenceIn(references: Map<CaseId, string>, caseId: CaseId | null): string | null {
  return caseId === null ? null : (references.get(caseId) ?? null)
}
