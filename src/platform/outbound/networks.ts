import ipaddr from 'ipaddr.js'

/** An address in its one form, an IPv4 one seen through IPv6 as IPv4; undefined for what is none. */
export function plainAddress(written: string): string | undefined {
  return ipaddr.isValid(written) ? ipaddr.process(written).toString() : undefined
}

/** Whether an address is within one of the networks, written as `192.0.2.0/24`, `2001:db8::/32` or one address. */
export function isWithin(address: string, networks: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false
  const asked = ipaddr.process(address)
  return networks.some((network) => {
    const whole = networkOf(network)
    return whole !== undefined && whole[0].kind() === asked.kind() && asked.match(whole)
  })
}

export function isLoopback(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback'
}

/** Undefined for what is no network. */
export function networkOf(written: string): [ipaddr.IPv4 | ipaddr.IPv6, number] | undefined {
  if (ipaddr.isValidCIDR(written)) return ipaddr.parseCIDR(written)
  if (!ipaddr.isValid(written) || !/[.:]/.test(written)) return undefined
  const one = ipaddr.process(written)
  return [one, one.kind() === 'ipv4' ? 32 : 128]
}
