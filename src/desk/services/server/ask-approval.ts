import type { askApprovalEndpoint } from '#desk/services/domain/contract.ts'
import { openCase } from '#desk/cases/server/open-case.ts'
import { serviceTerms, type ServiceTerms } from '#desk/services/server/service-terms.ts'
import { listOnRequest } from '#desk/services/server/list-on-request.ts'
import { type Context, type Tx, within } from '#platform/context.ts'
import { conflict, forbidden, notFound } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import type { AccountId } from '#platform/ids.ts'

/**
 * A contact asks for an on-request service of their package (SPEC 3.2): it opens as a case of type request. Throws
 * `approved_already`, `service_asked_already`, `not_on_request`, and the refusal of the decision with its ways forward.
 */
export async function askApproval(
  ctx: Context,
  input: InputOf<typeof askApprovalEndpoint>,
): Promise<{ reference: string }> {
  const { actor } = ctx
  if (actor.kind !== 'contact')
    throw forbidden('permission_missing', 'Customers ask for services themselves.')
  return ctx.transaction(async (tx) => {
    const inner = within(ctx, tx)
    const { items } = await listOnRequest(inner, { id: actor.accountId })
    const item = items.find((one) => one.service === input.service)
    if (item?.state === 'approved')
      throw conflict('approved_already', `“${item.name}” is approved already: you can use it.`)
    const found = await serviceTerms(tx, actor.accountId, ctx.now)
    const service = found?.terms.services[input.service]
    if (found !== undefined && service?.availability.kind === 'included')
      throw conflict(
        'not_on_request',
        `“${service.name}” is part of ${found.terms.name}: there is no need to ask.`,
      )
    const environment = await environmentOf(tx, actor.accountId, input.environmentId)
    const [onlyProduct, ...others] = await productsOf(tx, found)
    const { reference } = await openCase(inner, {
      type: 'request',
      service: input.service,
      productCode: environment?.product ?? (others.length === 0 ? (onlyProduct ?? null) : null),
      priority: 'medium',
      subject: service?.name ?? input.service,
      description: words(input, environment),
    })
    return { reference }
  })
}

type Environment = { product: string; name: string; version: string }

async function environmentOf(
  tx: Tx,
  accountId: AccountId,
  id: string | undefined,
): Promise<Environment | undefined> {
  if (id === undefined) return undefined
  const found = await tx
    .selectFrom('environments')
    .select(['product_code as product', 'name', 'version'])
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  if (found === undefined) throw notFound('environment')
  return found
}

async function productsOf(tx: Tx, found: ServiceTerms | undefined): Promise<string[]> {
  if (found === undefined) return []
  const rows = await tx
    .selectFrom('subscription_lines as line')
    .innerJoin('products as product', 'product.code', 'line.product_code')
    .select('line.product_code as code')
    .distinct()
    .where('line.agreement_id', '=', found.id)
    .where('line.starts_on', '<=', found.today)
    .where('line.ends_on', '>', found.today)
    .where('product.kind', '=', 'platform')
    .execute()
  return rows.map((row) => row.code)
}

/** The form as the first message of the case. */
function words(
  { purpose, note }: InputOf<typeof askApprovalEndpoint>,
  environment: Environment | undefined,
): string {
  const place = environment && `Environment: ${environment.name} (${environment.version})`
  return [purpose, place, note].filter((part) => part !== undefined).join('\n\n')
}
