import { headerValues, type ReadMail } from './read-mail.ts'

/** Signatures whose keys are asked for before any has been looked at. */
const mostKeys = 5
const hostName = /^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/i

/** A walk up the tree of a longer domain goes on with this many labels (RFC 9989, 4.10). */
const mostLabels = 7

/**
 * What the checks of a sender are sure to ask DNS first, as `TXT name`: the SPF record of the envelope's domain, the
 * DMARC records of the author's and of the domains above it, and the keys of the first signatures. Only a guess: what
 * else they need they ask.
 */
export function likelyQuestions(
  { headers, from }: Pick<ReadMail, 'headers' | 'from'>,
  delivery: { remoteAddress: string | null; envelopeFrom: string; helo: string | null },
): string[] {
  const sender = domainOf(delivery.envelopeFrom) ?? delivery.helo
  const author = domainOf(from?.address ?? '')
  const keys = headerValues(headers, 'dkim-signature')
    .slice(0, mostKeys)
    .flatMap((signature) => {
      const [domain, selector] = [tagOf(signature, 'd'), tagOf(signature, 's')]
      return domain === undefined || selector === undefined ? [] : [`${selector}._domainkey.${domain}`]
    })
  const names = [
    ...(delivery.remoteAddress === null || sender === null ? [] : [sender]),
    ...(author === null ? [] : withDomainsAbove(author).map((domain) => `_dmarc.${domain}`)),
    ...keys,
  ]
  return [...new Set(names.filter((name) => name.length <= 253 && hostName.test(name)))].map(
    (name) => `TXT ${name}`,
  )
}

function domainOf(address: string): string | null {
  const at = address.lastIndexOf('@')
  return at === -1 ? null : address.slice(at + 1)
}

function withDomainsAbove(domain: string): string[] {
  const labels = domain.split('.')
  const above = labels.slice(1).map((_, at) => labels.slice(at + 1).join('.'))
  return [domain, ...above.slice(-mostLabels)]
}

function tagOf(signature: string, tag: 'd' | 's'): string | undefined {
  return new RegExp(`(?:^|;)\\s*${tag}\\s*=\\s*([^;\\s]+)`).exec(signature)?.[1]
}
