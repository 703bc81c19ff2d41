import { draftAgreement } from '#promise/agreements/server/draft-agreement.ts'
import { activateAgreement } from '#promise/agreements/server/activate-agreement.ts'
import { addAccount } from '#people/accounts/server/add-account.ts'
import type { CreditRule } from '#promise/agreements/domain/credit-rule.ts'
import type { TestAccount } from './build-account.ts'
import type { TestApp } from './test-app.ts'

type Wanted = {
  reference: string
  /** When the promise was due; a moment before the app's now without it. */
  dueAt?: Date
  kind?: 'first_response' | 'next_response' | 'resolution'
}

let count = 0

/** The breach of a promise on a case, as the sweeper opens it. Returns its id. */
export async function buildBreach(app: TestApp, { reference, dueAt, kind }: Wanted): Promise<string> {
  const due = dueAt ?? new Date(app.now.getTime() - 60_000 - (count += 1) * 1000)
  const { rows } = await app.ownerPool.query<{ id: string }>(
    `insert into breaches (case_id, account_id, kind, started_at, due_at, noticed_at, priority, line, assignee_id,
        agreement_id, package_code, clause, target_minutes)
      select c.id, c.account_id, $2, $3::timestamptz - interval '1 hour', $3, $3::timestamptz + interval '1 second',
        c.priority, c.line, c.assignee_id, c.agreement_id, c.package_code, 'first_response@1', 60
      from cases c where c.reference = $1 returning id`,
    [reference, kind ?? 'first_response', due],
  )
  return rows[0]?.id ?? ''
}

/**
 * A customer of Business, 10 % of €60,000.00 a year, whose agreement gives €25.00 back for each and €125.00 a month at most,
 * unless another rule is asked for.
 */
export async function buildAccountWithCredit(
  app: TestApp,
  creditRule: CreditRule = { percent: 5, of: 'month', capPercent: 25 },
): Promise<TestAccount> {
  const ctx = app.system()
  const name = `Credited ${(count += 1)}`
  const { id } = await addAccount(ctx, { name, caseVisibility: 'company' })
  const startsOn = new Date(app.now.getTime() - 140 * 86_400_000).toISOString().slice(0, 10)
  const { id: agreementId } = await draftAgreement(ctx, {
    accountId: id,
    packageCode: 'business',
    coverageZone: '+01:00',
    startsOn,
    endsOn: Temporal.PlainDate.from(startsOn).add({ years: 1 }).toString(),
    lines: [{ productCode: 'studio', yearlyNetMinor: 6_000_000, currency: 'EUR' }],
    creditRule,
  })
  await activateAgreement(ctx, { id: agreementId })
  return { id, name, agreementId }
}
