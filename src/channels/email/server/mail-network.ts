import ipaddr from 'ipaddr.js'

/** `::ffff:192.0.2.1` is 192.0.2.1 seen through IPv6. What is no address comes back as it is. */
export function plainAddress(address: string): string {
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : address
}

/**
 * Whom limits are counted for: one IPv4 address, since neighbours in a block are other people; the /64 of an IPv6
 * one, since one machine has all of those.
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return ''
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv4') return parsed.toString()
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/64`).toString()}/64`
}

/** What speaks from this machine, such as a mail server in front, was put there by whoever runs it. */
export function isThisMachine(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback'
}

export type Cidr = readonly [ipaddr.IPv4 | ipaddr.IPv6, number]

/** Addresses and blocks with commas between. Throws a sentence for what is none. */
export function parseCidrs(text: string): Cidr[] {
  return text.split(',').map((part) => {
    const one = part.trim()
    try {
      if (one.includes('/')) return ipaddr.parseCIDR(one)
      const address = ipaddr.process(one)
      return [address, address.kind() === 'ipv4' ? 32 : 128]
    } catch {
      throw new Error(`“${one}” is neither an address nor a block such as 10.0.0.0/8.`)
    }
  })
}

export function isWithin(address: string, cidrs: readonly Cidr[]): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  return cidrs.some(([range, bits]) => parsed.kind() === range.kind() && parsed.match([range, bits]))
}
