import { isOutsideAddress } from './is-outside-address.ts'
import { OutsideError } from './outside-error.ts'

/**
 * Reads an address that requests may go to, before any name is looked up. The URL standard has turned every
 * spelling of a number (`0x7f.1`, `2130706433`, `127.0.0.1。`) into a plain one by then.
 * @param allowed `host:port` the operator has allowed although they are not outside
 * @throws OutsideError `url_refused`, `address_refused`
 */
export function outsideUrl(text: string, allowed: ReadonlySet<string>): URL {
  const url = URL.parse(text)
  if (url === null) throw new OutsideError('url_refused', 'This is not a whole web address.')
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new OutsideError('url_refused', 'An address begins with https:// or http://.')
  if (url.username !== '' || url.password !== '')
    throw new OutsideError('url_refused', 'An address has no user name or password in it.')
  const host = hostOf(url)
  const isLiteral = url.hostname.startsWith('[') || /^[\d.]+$/.test(host)
  if (isLiteral && !isOutsideAddress(host) && !allowed.has(placeOf(url))) throw refusedAddress(host)
  return url
}

/** Without the brackets of IPv6. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '')
}

/** `host:port`, also where the port is the usual one. */
export function placeOf(url: URL): string {
  return `${url.hostname}:${portOf(url)}`
}

export function portOf(url: URL): number {
  return Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
}

export function refusedAddress(host: string): OutsideError {
  return new OutsideError(
    'address_refused',
    `${host} does not lead to the public internet, and this installation sends nothing anywhere else.`,
  )
}
