import { addAccount } from '#people/accounts/server/add-account.ts'
import type { AccountId, AgreementId } from '#platform/ids.ts'
import { activateAgreement } from '#promise/agreements/server/activate-agreement.ts'
import { draftAgreement } from '#promise/agreements/server/draft-agreement.ts'
import type { TestApp } from './test-app.ts'

export type TestAccount = { id: AccountId; name: string; agreementId: AgreementId }

type Wanted = {
  package?: 'basic' | 'business' | 'premium'
  name?: string
  zone?: string
  visibility?: 'company' | 'own'
  /** First day of the agreement, `YYYY-MM-DD`; some months before the app's now without it. */
  startsOn?: string
}

let count = 0

/** A customer with an active agreement over `studio`, for three years. */
export async function buildAccount(app: TestApp, wanted: Wanted = {}): Promise<TestAccount> {
  const ctx = app.system()
  const name = wanted.name ?? `Account ${(count += 1)}`
  const { id } = await addAccount(ctx, { name, caseVisibility: wanted.visibility ?? 'company' })
  const zone = wanted.zone ?? '+01:00'
  const startsOn = wanted.startsOn ?? someMonthsBefore(app.now, zone)
  const { id: agreementId } = await draftAgreement(ctx, {
    accountId: id,
    packageCode: wanted.package ?? 'basic',
    coverageZone: zone,
    startsOn,
    endsOn: Temporal.PlainDate.from(startsOn).add({ years: 3 }).toString(),
    lines: [{ productCode: 'studio', yearlyNetMinor: 1_000_000, currency: 'EUR' }],
  })
  await activateAgreement(ctx, { id: agreementId })
  return { id, name, agreementId }
}

/** The middle of an agreement year is far from its first and last day. */
function someMonthsBefore(now: Date, zone: string): string {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate()
  return today.with({ day: 1 }).subtract({ months: 5 }).toString()
}
