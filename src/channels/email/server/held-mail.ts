import './tables.ts'
import type { Tx } from '#platform/context.ts'

/** Mail that waits because more was to leave than may: how much, and when the first of it leaves. */
export async function readHeldMail(tx: Tx): Promise<{ waiting: number; until: Date | null }> {
  const { waiting, until } = await tx
    .selectFrom('outgoing_mail')
    .select((eb) => [eb.fn.countAll<string>().as('waiting'), eb.fn.min('held_until').as('until')])
    .where('state', '=', 'held')
    .where('held_until', 'is not', null)
    .executeTakeFirstOrThrow()
  return { waiting: Number(waiting), until }
}
