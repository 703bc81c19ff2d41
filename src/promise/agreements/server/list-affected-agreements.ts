import './tables.ts'
import { sql } from 'kysely'
import { type Context, requireVendor } from '#platform/context.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type {
  AffectedAgreement,
  affectedAgreementsEndpoint,
} from '#promise/packages/domain/draft-contract.ts'
import { packagePrice, type PricedLine } from '#promise/packages/domain/package-price.ts'
import { differs, renewing, renewingTerms, type TermsGroup } from './renewing-terms.ts'

type Row = {
  id: string
  accountId: string
  account: string
  hash: string
  endsOn: string
  lines: PricedLine[]
}

/**
 * The agreements that would have something otherwise when they are renewed under the draft, by account, with what
 * differs and what a year would cost. A keyset page at a time. For admins.
 */
export async function listAffectedAgreements(
  ctx: Context,
  { id, limit, after }: InputOf<typeof affectedAgreementsEndpoint>,
): Promise<ResponseOf<typeof affectedAgreementsEndpoint>> {
  requireVendor(ctx, 'admin')
  return ctx.transaction(async (tx) => {
    const { groups } = await renewingTerms(ctx, tx, id)
    const changed = new Map(groups.filter(differs).map((group) => [group.hash, group]))
    const { rows } = await sql<Row>`
      select a.id, a.account_id "accountId", c.name account, a.hash, a.ends_on::text "endsOn",
        (select coalesce(json_agg(json_build_object('productKind', p.kind, 'yearlyNetMinor', l.yearly_net_minor,
          'currency', l.currency)), '[]') from subscription_lines l join products p on p.code = l.product_code
          where l.agreement_id = a.id and l.ends_on >= a.ends_on) lines
      from ${renewing(ctx.now)} a join accounts c on c.id = a.account_id
      where a.hash = any (${[...changed.keys()]}::text[])
        and (${after ?? null}::uuid is null or (c.name, a.id) > (select d.name, b.id
          from agreements b join accounts d on d.id = b.account_id where b.id = ${after ?? null}::uuid))
      order by c.name, a.id limit ${limit + 1}`.execute(tx)
    const items = rows.slice(0, limit).flatMap((row) => {
      const group = changed.get(row.hash)
      return group === undefined ? [] : [affected(row, group)]
    })
    return { items, next: rows.length > limit ? (items.at(-1)?.agreementId ?? null) : null }
  })
}

function affected(
  { id: agreementId, lines, accountId, account, endsOn }: Row,
  { terms, next, changes, leftOut }: TermsGroup,
): AffectedAgreement {
  const after = next && packagePrice(lines, next.costPercent, next.minimumFeeMinor)
  return {
    agreementId,
    accountId,
    account,
    packageName: terms.name,
    edition: terms.version,
    endsOn,
    fields: [...new Set([...(changes ?? []).map(({ subject }) => subject), ...leftOut])],
    isGone: changes === null,
    prices: packagePrice(lines, terms.costPercent, terms.minimumFeeMinor).map(
      ({ currency, yearlyNetMinor: beforeMinor }) => ({
        currency,
        beforeMinor,
        afterMinor: after?.find((one) => one.currency === currency)?.yearlyNetMinor ?? null,
      }),
    ),
  }
}
