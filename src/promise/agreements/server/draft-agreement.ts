import './tables.ts'
import { z } from 'zod'
import { record } from '#platform/audit.ts'
import { requireVendor, type Context } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { type AccountId, type AgreementId, newId } from '#platform/ids.ts'
import '#promise/packages/server/tables.ts'

const draft = z.strictObject({
  accountId: z.uuid(),
  packageCode: z.string(),
  coverageZone: z.string().min(1),
  startsOn: z.iso.date(),
  /** Exclusive. */
  endsOn: z.iso.date(),
  /** First start of the renewal chain; `startsOn` where nothing is renewed. */
  firstStartsOn: z.iso.date().optional(),
  renewsId: z.uuid().optional(),
  lines: z.array(
    z.strictObject({
      productCode: z.string(),
      yearlyNetMinor: z.number().int().nonnegative(),
      currency: z.string().length(3),
      startsOn: z.iso.date().optional(),
      endsOn: z.iso.date().optional(),
    }),
  ),
})
export type DraftAgreement = z.input<typeof draft>

/** Drafts an agreement on the published version of a package. Nothing is promised before it is active (SPEC 2.2). */
export async function draftAgreement(ctx: Context, input: DraftAgreement): Promise<{ id: AgreementId }> {
  requireVendor(ctx, 'admin')
  const wanted = draft.parse(input)
  const accountId = wanted.accountId as AccountId
  const id = newId<AgreementId>(ctx.now.getTime())
  return ctx.transaction(async (tx) => {
    const version = await tx
      .selectFrom('package_versions')
      .select(['id', 'terms'])
      .where('code', '=', wanted.packageCode)
      .where('published_at', 'is not', null)
      .orderBy('version', 'desc')
      .executeTakeFirst()
    if (version === undefined) throw notFound('package')
    await tx
      .insertInto('agreements')
      .values({
        id,
        account_id: accountId,
        package_version_id: version.id,
        terms: JSON.stringify(version.terms),
        coverage_zone: wanted.coverageZone,
        starts_on: wanted.startsOn,
        ends_on: wanted.endsOn,
        first_starts_on: wanted.firstStartsOn ?? wanted.startsOn,
        renews_id: (wanted.renewsId ?? null) as AgreementId | null,
        seat_cap: version.terms.seats,
        created_at: ctx.now,
      })
      .execute()
    if (wanted.lines.length > 0) {
      await tx
        .insertInto('subscription_lines')
        .values(
          wanted.lines.map((line) => ({
            id: newId<string>(ctx.now.getTime()),
            account_id: accountId,
            agreement_id: id,
            product_code: line.productCode,
            yearly_net_minor: line.yearlyNetMinor,
            currency: line.currency,
            starts_on: line.startsOn ?? wanted.startsOn,
            ends_on: line.endsOn ?? wanted.endsOn,
          })),
        )
        .execute()
    }
    await record(ctx, tx, { action: 'agreement.drafted', subjectType: 'agreement', subjectId: id, accountId })
    return { id }
  })
}
