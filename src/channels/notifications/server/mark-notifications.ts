import '#desk/cases/server/tables.ts'
import './tables.ts'
import type { Context } from '#platform/context.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import type { readNotificationsEndpoint, unreadNotificationsEndpoint } from '../domain/contract.ts'
import { askingPerson } from './asking-person.ts'
import { tellBrowsers } from './tell-people.ts'

type Marked = { ids: string[] }

/** Marks the asking person's own as read: some, those of one case, or all. What waits to be mailed stays unsent. */
export async function markRead(
  ctx: Context,
  input: InputOf<typeof readNotificationsEndpoint>,
): Promise<Marked> {
  const person = askingPerson(ctx)
  return ctx.transaction(async (tx) => {
    let query = tx
      .updateTable('notifications')
      .set({ read_at: ctx.now })
      .where('person_id', '=', person.id)
      .where('read_at', 'is', null)
    if ('ids' in input) query = query.where('id', 'in', input.ids)
    if ('reference' in input) {
      const { reference } = input
      query = query.where('case_id', 'in', (eb) =>
        eb.selectFrom('cases').select('cases.id').where('cases.reference', '=', reference),
      )
    }
    const rows = await query.returning('id').execute()
    if (rows.length > 0) await tellBrowsers(tx, person.id, person.accountId)
    return { ids: rows.map(({ id }) => id) }
  })
}

/** Takes that back. */
export async function markUnread(
  ctx: Context,
  { ids }: InputOf<typeof unreadNotificationsEndpoint>,
): Promise<Marked> {
  const person = askingPerson(ctx)
  return ctx.transaction(async (tx) => {
    const rows = await tx
      .updateTable('notifications')
      .set({ read_at: null })
      .where('person_id', '=', person.id)
      .where('read_at', 'is not', null)
      .where('id', 'in', ids)
      .returning('id')
      .execute()
    if (rows.length > 0) await tellBrowsers(tx, person.id, person.accountId)
    return { ids: rows.map(({ id }) => id) }
  })
}
