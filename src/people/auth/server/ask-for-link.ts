import { randomUUID } from 'node:crypto'
import { emit } from '#platform/jobs/enqueue-job.ts'
import { canonicalAddress } from '../domain/canonical-address.ts'
import { type Caller, atTheDoor, refuseClosedDemo, refuseTooMany } from './door.ts'

type Asked = { email: string; purpose: 'sign_in' | 'password_reset'; to?: string | undefined }

/**
 * Notes that somebody wants a link. Whether the address is anybody's is looked up by a job, later: the answer,
 * and the work until it is given, are the same for every address. Emits `link.asked`.
 */
export async function askForLink(
  caller: Caller,
  { email: written, purpose, to }: Asked,
): Promise<{ done: true }> {
  await refuseClosedDemo(caller)
  const email = canonicalAddress(written)?.toLowerCase() ?? 'nobody@invalid.invalid'
  await refuseTooMany(caller, `link ${email}`)
  const ctx = atTheDoor(caller)
  // The address travels in the job itself: there may be no row that it could name.
  const payload = { linkId: randomUUID(), email, purpose, wanted: to ?? null }
  await ctx.transaction((tx) => emit(ctx, tx, { name: 'link.asked', payload }))
  return { done: true }
}
