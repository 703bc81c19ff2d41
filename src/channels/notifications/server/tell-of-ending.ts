import { lastDayOf } from '#people/accounts/domain/last-day-of.ts'
import '#people/accounts/server/tables.ts'
import '#promise/agreements/server/tables.ts'
import type { Context } from '#platform/context.ts'
import type { AgreementId } from '#platform/ids.ts'
import { readVendorScene } from './read-scene.ts'
import { tellPeople } from './tell-people.ts'

/**
 * Reaction to `agreement.ending`: the managers, and the account's own admins. Nobody is told where a renewal became
 * active since. There is no grace after the last day (T1), and the words say so.
 */
export async function tellOfEnding(
  ctx: Context,
  { agreementId, days }: { agreementId: string; days: number },
): Promise<void> {
  await ctx.transaction(async (tx) => {
    const agreement = await tx
      .selectFrom('agreements as agreement')
      .innerJoin('accounts as account', 'account.id', 'agreement.account_id')
      .select(['agreement.account_id', 'agreement.ends_on', 'account.name'])
      .where('agreement.id', '=', agreementId as AgreementId)
      .where('agreement.state', '=', 'active')
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('agreements as next')
              .select('next.id')
              .where('next.renews_id', '=', agreementId as AgreementId)
              .where('next.state', '=', 'active'),
          ),
        ),
      )
      .executeTakeFirst()
    if (agreement === undefined) return
    const admins = await tx
      .selectFrom('contacts')
      .select(['id', 'user_id as login'])
      .where('account_id', '=', agreement.account_id)
      .where('is_account_admin', '=', true)
      .where('ended_at', 'is', null)
      .execute()
    await tellPeople(ctx, tx, {
      key: `agreement:${agreementId}:ending:${days}`,
      act: [
        {
          what: 'agreement_ending',
          admins: admins.map((one) => ({ kind: 'contact' as const, ...one })),
        },
      ],
      scene: await readVendorScene(tx),
      facts: {
        account: agreement.name,
        accountId: agreement.account_id,
        day: lastDayWords(agreement.ends_on),
      },
      at: ctx.now,
      account: agreement.account_id,
      caseId: null,
    })
  })
}

/** The last day, as it is read: `13 February 2027`. */
function lastDayWords(endsOn: string): string {
  const day = Date.parse(lastDayOf(endsOn))
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(day)
}
