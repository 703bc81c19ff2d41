import '#people/auth/server/tables.ts'
import { sql } from 'kysely'
import { ensureCatalogue } from '#app/begin-installation.ts'
import { saveVendor } from '#people/auth/server/save-vendor.ts'
import { type Actor, type Context, createContext, type Tx, within } from '#platform/context.ts'
import { demoCases } from './demo-cases.ts'
import { demoVendor } from './people.ts'
import { playDemo } from './play-demo.ts'
import { scheduleDemo } from './schedule-demo.ts'
import { seedAgreements } from './seed-agreements.ts'
import { seedPeople } from './seed-people.ts'

const maker: Actor = { kind: 'system', name: 'Fourline' }
/** Any number, the same in every process. */
const seedLock = 4_004_100

/**
 * Fills an installation that has no vendor yet with the demo vendor, its customers and their cases, made by the
 * verbs as of the times they happened. One transaction: the demo is there whole or not at all, and a second
 * start, or a second process, changes nothing.
 */
export async function seedDemo(ctx: Context): Promise<void> {
  await ctx.as(maker).transaction(async (tx) => {
    await sql`select pg_advisory_xact_lock(${seedLock})`.execute(tx)
    if (await hasVendor(tx)) return
    // Nothing of the past is announced again, and nothing waits to leave: no mail, no reactions.
    const quiet = { ...ctx, reactions: {}, sendingDelayMs: 0 }
    const scene = (actor: Actor, at: Date) => within(createContext(quiet, { actor, now: at }), tx)
    const asMaker = (at: Date) => scene(maker, at)
    const before = asMaker(new Date(ctx.now.getTime() - 2 * 366 * 86_400_000))
    await ensureCatalogue(before, tx)
    await saveVendor(before, { ...demoVendor, isDemo: true })
    const cast = await seedPeople(before)
    const calendars = await seedAgreements(asMaker, tx, cast, ctx.now)
    await playDemo(scene, cast, scheduleDemo(demoCases, calendars, ctx.now.getTime()))
  })
}

async function hasVendor(tx: Tx): Promise<boolean> {
  return (await tx.selectFrom('vendor').select('name').executeTakeFirst()) !== undefined
}
