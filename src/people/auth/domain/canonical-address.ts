const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i
const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/
/** What a URL parser would read as something else than a part of a name. */
const notInDomains = /[\s/\\?#@:%[\]<>^|]/

/**
 * The one form in which an e-mail address is stored and compared: trimmed, the domain in lower case and in
 * its ASCII form (A-labels). The local part stays as written, so `ann+x@` is nobody's `ann@`; the database
 * compares it without regard to case.
 * @returns null for what can be no contact's address: quoted or non-ASCII local parts, address literals,
 * several addresses, names without a dot in the domain, or more than 254 characters
 */
export function canonicalAddress(written: string): string | null {
  const text = written.trim()
  const at = text.lastIndexOf('@')
  if (at < 1) return null
  const local = text.slice(0, at)
  if (local.length > 64 || !localPart.test(local)) return null
  const domain = canonicalDomain(text.slice(at + 1))
  if (domain === null) return null
  const address = `${local}@${domain}`
  return address.length > 254 ? null : address
}

/** The ASCII form in lower case, or null where it is no public name. */
function canonicalDomain(written: string): string | null {
  if (notInDomains.test(written)) return null
  const url = `http://${written}/`
  if (!URL.canParse(url)) return null
  const labels = new URL(url).hostname.split('.')
  const top = labels.at(-1) ?? ''
  if (labels.length < 2 || /^\d+$/.test(top)) return null
  return labels.every((part) => label.test(part)) ? labels.join('.') : null
}
