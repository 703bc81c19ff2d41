const longest = 2_000

/** Where a link of a mail may lead, as the URL standard writes it; null for everything but the web, mail and phones. */
export function linkTarget(href: string): string | null {
  // A browser passes over these while it reads a scheme.
  const plain = href
    .replaceAll(/[\0-\x20\x7f-\xa0\u2028\u2029\ufeff]/g, (mark) => (mark === ' ' ? ' ' : ''))
    .trim()
  if (plain.length > longest) return null
  if (/^mailto:[^\s]/i.test(plain)) return `mailto:${plain.slice(7).replaceAll(' ', '%20')}`
  if (/^tel:[\d\s+().-]{3,40}$/i.test(plain)) return `tel:${plain.slice(4).replaceAll(/\s/g, '')}`
  const url = /^https?:\/\//i.test(plain) ? URL.parse(plain) : null
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === '') return null
  // `https://bank.example@evil.example` leads to evil.example.
  url.username = ''
  url.password = ''
  return url.href
}

/**
 * Where a link really leads, if what people read names another place: the host, or the address of a mail. Null
 * where both agree or the text names none.
 * @param target as `linkTarget` wrote it
 */
export function otherPlace(text: string, target: string): string | null {
  const seen = text.replaceAll(/[\u00ad\u200b-\u200f\u2060\ufeff]+/g, '')
  const read = seen.replaceAll(/\s+/g, ' ').trim().slice(0, 500)
  if (/^mailto:/i.test(target)) {
    const address = target.slice(7).split('?')[0] ?? ''
    const named = /[^\s<>()@]+@[^\s<>()@]+\.[a-z]{2,}/i.exec(read)?.[0]
    return named === undefined || named.toLowerCase() === address.toLowerCase() ? null : address
  }
  const url = URL.parse(target)
  if (url === null || !/^https?:$/.test(url.protocol)) return null
  const named = hostIn(read)
  return named === null || isWithin(url.hostname, named) ? null : url.host
}

/** The first web address in a text, or the whole text where it is a name of a host. */
function hostIn(text: string): string | null {
  const written = /https?:\/\/[^\s<>"']+/i.exec(text)?.[0]
  if (written !== undefined) return URL.parse(written)?.hostname ?? null
  const name = /^(?:[\p{L}\d-]{1,63}\.)+\p{L}{2,63}(?=[/:?#]|$)/u.exec(text)?.[0]
  return name === undefined || text.includes(' ') ? null : (URL.parse(`https://${name}`)?.hostname ?? null)
}

function isWithin(host: string, named: string): boolean {
  const plain = (name: string) => name.toLowerCase().replace(/^www\./, '')
  return plain(host) === plain(named) || plain(host).endsWith(`.${plain(named)}`)
}
