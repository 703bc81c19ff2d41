import net from 'node:net'
import ipaddr from 'ipaddr.js'

/** IPv4 written into IPv6 the old way (`::7f00:1`), which counts as unicast and may lead to the machine itself. */
const compatible = ipaddr.IPv6.parse('::')

/**
 * Whether an address is one of the public internet. Everything else is refused: loopback, private, link-local,
 * carrier, documentation and multicast ranges, and every way to write such an IPv4 address into IPv6 (mapped,
 * NAT64, 6to4, Teredo, compatible). Text that is no address is not outside.
 */
export function isOutsideAddress(text: string): boolean {
  if (net.isIP(text) === 0) return false
  const address = ipaddr.process(text)
  if (address.range() !== 'unicast') return false
  return !(address instanceof ipaddr.IPv6 && address.match(compatible, 96))
}
