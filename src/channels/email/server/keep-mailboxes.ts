import './mailbox-tables.ts'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { MailboxNeeds } from './mailbox-needs.ts'
import type { Mailbox } from './mailbox-query.ts'
import { type Watch, watchMailbox } from './watch-mailbox.ts'

const lookEveryMs = 4_000
/** Who shows no life for so long holds nothing any more. */
const heldForSeconds = 15

export type MailboxKeeper = {
  /** A mailbox was changed: look at once. */
  wake(): void
  stop(): Promise<void>
}

/**
 * Reads all mailboxes that are on, each in one process: who holds a mailbox says so every few seconds, and another
 * takes it over when that ends. Should two hold one for a moment, each message is still taken once.
 */
export function keepMailboxes(now: () => Context, needs: MailboxNeeds): MailboxKeeper {
  const holder = randomUUID()
  const watches = new Map<string, Watch>()
  let isStopping = false
  let wakeUp = () => {}
  let heldAtMs = performance.now()

  async function look(): Promise<void> {
    const mine = await hold(now(), holder)
    heldAtMs = performance.now()
    const wanted = new Map(mine.map((mailbox) => [mailbox.id, mailbox]))
    const over = [...watches].filter(([id, { mailbox }]) => wanted.get(id)?.version !== mailbox.version)
    await end(over)
    for (const [id, mailbox] of wanted) {
      if (!watches.has(id)) watches.set(id, watchMailbox(now, mailbox, needs))
    }
  }

  async function end(some: [string, Watch][]): Promise<void> {
    await Promise.all(
      some.map(async ([id, watch]) => {
        await watch
          .stop()
          .catch((error: unknown) => now().log.error('A mailbox was left in disorder', { error }))
        watches.delete(id)
      }),
    )
  }

  async function run(): Promise<void> {
    while (!isStopping) {
      const woken = new AbortController()
      wakeUp = () => woken.abort()
      await look().catch(async (error: unknown) => {
        now().log.warn('The mailboxes could not be looked after; trying again', { error })
        if (performance.now() - heldAtMs > heldForSeconds * 1000) await end([...watches])
      })
      if (!isStopping) await sleep(lookEveryMs, undefined, { signal: woken.signal }).catch(() => undefined)
    }
    await end([...watches])
    await release(now(), holder)
  }

  const running = run()
  return {
    wake: () => wakeUp(),
    async stop() {
      isStopping = true
      wakeUp()
      await running
    },
  }
}

/** Takes and keeps what nobody else holds, in one statement; by the clock of the database, which all share. */
async function hold(ctx: Context, holder: string): Promise<Mailbox[]> {
  return ctx.transaction((tx) =>
    tx
      .updateTable('mailboxes')
      .set({ holder, held_until: sql<Date>`clock_timestamp() + make_interval(secs => ${heldForSeconds})` })
      .where('state', '=', 'on')
      .where(sql<boolean>`(holder is null or holder = ${holder} or held_until < clock_timestamp())`)
      .returningAll()
      .execute(),
  )
}

async function release(ctx: Context, holder: string): Promise<void> {
  await ctx.transaction((tx) =>
    tx
      .updateTable('mailboxes')
      .set({ holder: null, held_until: null })
      .where('holder', '=', holder)
      .execute(),
  )
}
