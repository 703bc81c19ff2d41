import { sql } from 'kysely'
import { type Context, requireVendor } from '#platform/context.ts'
import type { ResponseOf } from '#platform/http/endpoint.ts'
import { type ChecklistItem, checklistKeys, type readChecklistEndpoint } from '../domain/contract.ts'

type Facts = Record<ChecklistItem['key'], boolean> & { isDemo: boolean; vendorName: string }

/** What this installation has, of what it needs to answer customers: one round trip. For managers and admins. */
export async function readChecklist(ctx: Context): Promise<ResponseOf<typeof readChecklistEndpoint>> {
  requireVendor(ctx, 'manager')
  const { rows } = await ctx.transaction((tx) => facts.execute(tx))
  const [found] = rows
  const items = checklistKeys.map((key) => ({ key, isDone: found?.[key] ?? false }))
  return { items, isDemo: found?.isDemo ?? false, vendorName: found?.vendorName ?? '' }
}

/** Each asks only whether there is one, so that it costs the same in a large installation. */
const facts = sql<Facts>`select
  v.name "vendorName", v.is_demo "isDemo", v.is_named "vendorNamed",
  not exists (select from staff where email = v.support_address) "supportAddress",
  exists (select from package_versions where published_at is not null) "packages",
  exists (select from products) "products",
  ((select count(*) from staff where role = 'admin' and active and user_id is not null) > 1
    or exists (select from staff s join second_steps t on t.user_id = s.user_id
      where s.role = 'admin' and s.active and t.confirmed_at is not null)) "secondWayIn",
  exists (select from inbound_mail) "mailReceived",
  (exists (select from mail_relay where tested_at is not null)
    or exists (select from outgoing_mail where state = 'sent')) "mailSent",
  exists (select from accounts) "account",
  exists (select from agreements where state in ('active', 'expired')) "agreement",
  exists (select from seats where state = 'active') "seat",
  exists (select from cases where first_replied_at is not null) "answeredCase"
  from vendor v`
