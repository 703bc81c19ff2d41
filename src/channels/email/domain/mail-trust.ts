import { isLoopback, isWithin } from './networks.ts'
import { readAuthResults } from './auth-results.ts'
import { type MailHeader, headerValues } from './read-mail.ts'
import { readReceived } from './received-line.ts'
import type { SenderChecks } from './sender-verdict.ts'

/** Whom an installation believes besides its own checks, for one way of mail; by default nobody. */
export type MailTrust = {
  /** Networks of mail servers in front of us, such as `192.0.2.0/24`. */
  relays: readonly string[]
  /** Names by which providers sign their Authentication-Results, such as `mx.google.com`. */
  authservs: readonly string[]
  /** Domains of forwarders whose ARC seals count. */
  sealers: readonly string[]
}

/** Who handed a message over. `address` is null where nobody can be asked about: then only signatures count. */
export type HandedOver = { address: string | null; helo: string | null; envelopeFrom: string }

export type WhatCounts = {
  handedOver: HandedOver
  relay: SenderChecks['relay']
  provider: SenderChecks['provider']
  /** The domains that sealed the message, the first forwarder first, and what that one found. */
  forwarders: { sealers: string[]; dmarc: { result: string; domain: string | null } | null } | undefined
  /** Who else claims to have checked it. */
  claimed: string[]
}

const mostClaims = 10
const mostHops = 50

/**
 * Decides which of the things that a message says about its own way may be believed, before anything is asked.
 * Behind a trusted relay the sender's server is the one that the relay wrote down; a provider's results count
 * only for mail that was fetched from it, and only the topmost; a chain of forwarders only where each is listed.
 * Everything else that claims to be a check is named as a claim.
 * @param arrived as the message reached us; `address` null for mail that was fetched or posted
 */
export function whatCounts(
  headers: readonly MailHeader[],
  arrived: HandedOver,
  trust: MailTrust,
): WhatCounts {
  const { handedOver, relay } = beforeRelays(headers, arrived, trust.relays)
  const provider = arrived.address === null ? providerResults(headers, trust.authservs) : undefined
  const forwarders = forwardersOf(headers, trust.sealers)
  return { handedOver, relay, provider, forwarders, claimed: claimsOf(headers, provider, forwarders) }
}

/** Walks from the top while the writer of the next Received line is trusted. */
function beforeRelays(
  headers: readonly MailHeader[],
  arrived: HandedOver,
  relays: readonly string[],
): Pick<WhatCounts, 'handedOver' | 'relay'> {
  if (arrived.address === null || !isWithin(arrived.address, relays)) {
    return { handedOver: arrived, relay: undefined }
  }
  let { address, helo, envelopeFrom }: HandedOver = arrived
  let relay = arrived.address
  for (const line of headerValues(headers, 'received').slice(0, mostHops)) {
    const received = readReceived(line)
    // A relay that does not say whom it had it from leaves nobody to ask about.
    if (received === undefined) break
    address = received.address
    helo = received.helo
    envelopeFrom = received.envelopeFrom ?? envelopeFrom
    // A relay hands mail to itself where a filter runs beside it.
    if (isWithin(address, relays)) relay = address
    else if (!isLoopback(address))
      return { handedOver: { address, helo, envelopeFrom }, relay: { address: relay } }
  }
  return {
    handedOver: { address: null, helo: null, envelopeFrom: arrived.envelopeFrom },
    relay: { address: relay },
  }
}

function providerResults(
  headers: readonly MailHeader[],
  authservs: readonly string[],
): WhatCounts['provider'] {
  const [topmost] = headerValues(headers, 'authentication-results')
  const read = topmost === undefined ? undefined : readAuthResults(topmost)
  if (read === undefined || read.dmarc === null || !authservs.includes(read.authserv)) return undefined
  return { authserv: read.authserv, dmarc: read.dmarc }
}

/** Undefined unless every seal is there once, in order, by a domain that is listed. */
function forwardersOf(headers: readonly MailHeader[], listed: readonly string[]): WhatCounts['forwarders'] {
  const seals = headerValues(headers, 'arc-seal').map((value) => [tagOf(value, 'i'), tagOf(value, 'd')])
  if (seals.length === 0) return undefined
  const sealers = seals.map((_, at) => {
    const own = seals.filter(([instance]) => instance === String(at + 1))
    return own.length === 1 ? (own[0]?.[1]?.toLowerCase() ?? '') : ''
  })
  if (!sealers.every((domain) => listed.includes(domain))) return undefined
  const first = headerValues(headers, 'arc-authentication-results').filter((value) =>
    /^\s*i=1\s*;/.test(value),
  )
  const [found] = first
  const read =
    found === undefined || first.length > 1 ? undefined : readAuthResults(found.replace(/^\s*i=1\s*;/, ''))
  return { sealers, dmarc: read?.dmarc ?? null }
}

function tagOf(value: string, name: string): string | undefined {
  const found = value.split(';').filter((tag) => tag.slice(0, tag.indexOf('=')).trim() === name)
  return found.length === 1 ? found[0]?.slice(found[0].indexOf('=') + 1).trim() : undefined
}

function claimsOf(
  headers: readonly MailHeader[],
  provider: WhatCounts['provider'],
  forwarders: WhatCounts['forwarders'],
): string[] {
  const results = headerValues(headers, 'authentication-results').slice(provider === undefined ? 0 : 1)
  const sealed = forwarders === undefined ? headerValues(headers, 'arc-authentication-results') : []
  const own = headers.filter(({ name }) => name.startsWith('x-fourline-')).map(({ name }) => name)
  const others = headerValues(headers, 'received-spf').length > 0 ? ['received-spf'] : []
  const names = [
    ...results.map((value) => claimant(value)),
    ...sealed.map((value) => `ARC of ${claimant(value.replace(/^\s*i=\d+\s*;/, ''))}`),
    ...others,
    ...own,
  ]
  return [...new Set(names)].slice(0, mostClaims)
}

function claimant(value: string): string {
  const word = /^[\w.-]{1,100}/.exec(value.trim())?.[0]
  return word === undefined || value.trim().slice(word.length).startsWith('=') ? 'an unnamed server' : word
}
