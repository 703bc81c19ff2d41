import { invalid } from '#platform/errors.ts'
import type { Outside } from '#platform/outbound/open-socket.ts'
import { OutsideError } from '#platform/outbound/outside-error.ts'
import { outsideUrl, placeOf } from '#platform/outbound/outside-url.ts'

/**
 * Reads where messages are to go. Names are looked up when something is sent, each time; here it is read whether
 * the address can be right at all. Without TLS only where the operator has allowed the place.
 */
export function requireUrl(text: string, { allowed }: Outside): string {
  const url = read(text, allowed)
  if (url.protocol !== 'https:' && !allowed.has(placeOf(url)))
    throw invalid('url', 'The address has to begin with https://, so that nobody reads along.', 'url_refused')
  return url.href
}

function read(text: string, allowed: ReadonlySet<string>): URL {
  try {
    return outsideUrl(text, allowed)
  } catch (error) {
    throw error instanceof OutsideError ? invalid('url', error.message, error.code) : error
  }
}
