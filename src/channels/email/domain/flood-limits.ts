/** A bucket holds so many and fills again in ten minutes. */
export type Bucket = { key: string; capacity: number; perSecond: number }

export type FloodKind = 'sender' | 'everywhere' | 'strangers'

const refillSeconds = 600
/** How much more than one sender from one place may come from one sender at all, and from all strangers together. */
const shares: Readonly<Record<FloodKind, number>> = { sender: 1, everywhere: 5, strangers: 10 }

export type Arrival = {
  /** The sender of the envelope, in lower case; empty for the null sender. */
  sender: string
  network: string
  /** The sender of its envelope is no current contact. */
  isStranger: boolean
}

export type FloodRule = { kind: FloodKind; sender: string; network: string; bucket: Bucket }

/**
 * What a message has to pass to be placed by itself, the narrowest first. Somebody who writes in another's name from
 * elsewhere empties a bucket of their own before that of the one they pretend to be.
 * @param after messages of one sender from one network within ten minutes; beyond it is a flood
 */
export function floodRules({ sender, network, isStranger }: Arrival, after: number): FloodRule[] {
  const rule = (kind: FloodKind, whose: string, where: string): FloodRule => ({
    kind,
    sender: whose,
    network: where,
    bucket: {
      key: `flood ${kind} ${where} ${whose}`,
      capacity: after * shares[kind],
      perSecond: (after * shares[kind]) / refillSeconds,
    },
  })
  return [
    rule('sender', sender, network),
    // Reports of failed deliveries have no sender: they come from everywhere.
    ...(sender === '' ? [] : [rule('everywhere', sender, '')]),
    ...(isStranger ? [rule('strangers', '', '')] : []),
  ]
}
