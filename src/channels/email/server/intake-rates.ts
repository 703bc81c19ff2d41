import { createContext, type Shared, timeOf } from '#platform/context.ts'
import type { Bucket } from '../domain/flood-limits.ts'
import { isThisMachine, networkOf } from './mail-network.ts'
import { intake } from './mail-intake.ts'
import type { Rate } from './mail-limits.ts'
import { takeMailTokens } from './take-mail-tokens.ts'

export type Rates = { network: Rate; sender: Rate }

type Lease = { left: number; size: number; until: number }

const leaseMs = 5_000
const mostAtOnce = 64

/**
 * Holds networks and senders to their rates, all processes together. Whoever sends much is given tokens in growing
 * handfuls, so that most messages ask nobody; what is left of a handful after five seconds is lost to its owner.
 */
export function createIntakeRates(shared: Shared, { network, sender }: Rates) {
  const leases = new Map<string, Lease>()

  async function take(bucket: Bucket): Promise<boolean> {
    const now = performance.now()
    const lease = leases.get(bucket.key)
    if (lease !== undefined && lease.until > now && lease.left > 0) {
      lease.left -= 1
      return true
    }
    const isBusy = lease !== undefined && lease.until > now
    const size = isBusy ? Math.min(lease.size * 2, mostAtOnce, Math.ceil(bucket.capacity / 8)) : 1
    const ctx = createContext(shared, { actor: intake, now: timeOf(shared) })
    const [granted = 0] = await ctx.transaction((tx) => takeMailTokens(tx, [{ bucket, wanted: size }]))
    forgetOld(leases, now)
    leases.set(bucket.key, { left: Math.max(0, granted - 1), size, until: now + leaseMs })
    return granted > 0
  }

  return {
    /**
     * Whether one more message may come. What speaks from this machine is a server that was put in front of us: only
     * the senders behind it are counted. Anybody may name any sender: one is counted for each network it comes from.
     * @param from the sender of the envelope; empty for the null sender, which is everybody's
     */
    async admit(remoteAddress: string, from: string): Promise<'admitted' | 'network' | 'sender'> {
      const isBefore = remoteAddress === '' || isThisMachine(remoteAddress)
      const where = isBefore ? '' : networkOf(remoteAddress)
      if (!isBefore && !(await take(bucketOf('network', where, network)))) return 'network'
      const address = from.toLowerCase().slice(0, 320)
      if (address !== '' && !(await take(bucketOf('sender', `${where} ${address}`, sender)))) return 'sender'
      return 'admitted'
    },
  }
}

function bucketOf(what: string, whose: string, { messages, seconds }: Rate): Bucket {
  return { key: `rate ${what} ${whose}`, capacity: messages, perSecond: messages / seconds }
}

function forgetOld(leases: Map<string, Lease>, now: number): void {
  for (const [key, { until }] of leases) if (until <= now) leases.delete(key)
}
