import { canonicalAddress } from '#people/auth/domain/canonical-address.ts'

export type ParsedMailboxes = { readable: true; addresses: string[] } | { readable: false }

const unreadable: ParsedMailboxes = { readable: false }
const longest = 10_000

/**
 * A strict reading of an address list (RFC 5322, 3.4) for deciding who a sender is: one reading only, and
 * anything doubtful is unreadable. No groups, routes, quoted local parts, address literals or unclosed quotes.
 * @param value an unfolded header value, not decoded: encoded words are names and hide no structure
 * @returns the addresses in the form in which they are compared (`canonicalAddress`)
 */
export function parseMailboxes(value: string): ParsedMailboxes {
  if (value.length > longest) return unreadable
  const bare = withoutNames(value)
  if (bare === undefined || /[;:()"\\[\]]/.test(bare)) return unreadable
  const addresses: string[] = []
  for (const item of bare.split(',')) {
    const address = addressOf(item.trim())
    if (address === null) return unreadable
    addresses.push(address)
  }
  return { readable: true, addresses }
}

/** Puts a space where a comment stood, and a plain word where a quoted string did; undefined where one is unclosed. */
function withoutNames(value: string): string | undefined {
  let out = ''
  let depth = 0
  let quoted = false
  for (let i = 0; i < value.length; i++) {
    const char = value[i] ?? ''
    const escaped = char === '\\' && (quoted || depth > 0)
    if (escaped) i++
    else if (quoted) quoted = char !== '"'
    else if (char === '(') {
      depth++
      out += ' '
    } else if (char === ')' && depth > 0) depth--
    else if (depth > 0) continue
    else if (char === '"') {
      quoted = true
      // A space on each side: a quoted local part becomes no address.
      out += ' quoted '
    } else out += char
  }
  return quoted || depth > 0 ? undefined : out
}

function addressOf(item: string): string | null {
  const angled = /^([^<>@]*)<([^<>]*)>$/.exec(item)
  const written = angled === null ? item : (angled[2] ?? '').trim()
  // An encoded word in an address is another address to whoever decodes it.
  if (/\s/.test(written) || written.includes('<') || written.includes('=?')) return null
  return isPlainDomain(written.slice(written.lastIndexOf('@') + 1)) ? canonicalAddress(written) : null
}

/** A full-width letter, another full stop or an invisible sign makes another name than the one it looks like. */
function isPlainDomain(domain: string): boolean {
  return (
    /^[\p{L}\p{N}\p{M}.-]+$/u.test(domain) && domain.normalize('NFKC') === domain && !ignored.test(domain)
  )
}

/** What domain names leave out, so that it stands where nobody sees it. */
const ignored = /\p{Default_Ignorable_Code_Point}/u
