import net, { type LookupFunction } from 'node:net'
import tls from 'node:tls'
import { isOutsideAddress } from './is-outside-address.ts'
import { hostOf, placeOf, portOf, refusedAddress } from './outside-url.ts'

export type Addresses = { address: string; family: number }[]

/** Where requests may go besides the public internet, and who knows names. */
export type Outside = {
  /** `host:port` that the operator has allowed, e.g. a receiver on the same machine. */
  allowed: ReadonlySet<string>
  resolve: (name: string) => Promise<Addresses>
}

/**
 * A connection to where a URL leads. Every address a name has must be outside, whichever would be taken; and the
 * address that was reached is looked at again before the first byte, TLS included, is sent.
 */
export async function openSocket(url: URL, outside: Outside, signal: AbortSignal): Promise<net.Socket> {
  const isAllowed = outside.allowed.has(placeOf(url))
  const host = hostOf(url)
  const addresses = await addressesOf(host, outside, isAllowed, signal)
  const socket = net.connect({ host, port: portOf(url), lookup: answering(addresses) })
  const giveUp = () => socket.destroy(asError(signal.reason))
  signal.addEventListener('abort', giveUp, { once: true })
  socket.once('close', () => signal.removeEventListener('abort', giveUp))
  await once(socket, 'connect')
  if (!isAllowed && !isOutsideAddress(socket.remoteAddress ?? '')) {
    socket.destroy()
    throw refusedAddress(host)
  }
  if (url.protocol === 'http:') return socket
  const secured = tls.connect({
    socket,
    ALPNProtocols: ['http/1.1'],
    ...(net.isIP(host) === 0 && { servername: host }),
  })
  await once(secured, 'secureConnect')
  return secured
}

/** Asked for once, so that what was judged is what is connected to. */
async function addressesOf(
  host: string,
  { resolve }: Outside,
  isAllowed: boolean,
  signal: AbortSignal,
): Promise<Addresses> {
  const family = net.isIP(host)
  if (family !== 0) return [{ address: host, family }]
  const late = Promise.withResolvers<never>()
  const giveUp = () => late.reject(asError(signal.reason))
  signal.addEventListener('abort', giveUp, { once: true })
  const found = await Promise.race([resolve(host), late.promise])
  signal.removeEventListener('abort', giveUp)
  if (!isAllowed && !found.every(({ address }) => isOutsideAddress(address))) throw refusedAddress(host)
  return found
}

function answering(addresses: Addresses): LookupFunction {
  return (name, options, callback) => {
    const [first] = addresses
    if (first === undefined) callback(new Error(`${name} has no address`), [])
    else if (options.all === true) callback(null, addresses)
    else callback(null, first.address, first.family)
  }
}

function once(socket: net.Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once(event, () => {
      socket.off('error', reject)
      resolve()
    })
    socket.once('error', reject)
    socket.once('close', () => reject(new Error('The connection was closed')))
  })
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason))
}
