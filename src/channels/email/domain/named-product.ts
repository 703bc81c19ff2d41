/** A product as a mail can name it. */
export type NamedProduct = { code: string; name: string; kind: 'platform' | 'marketplace' }

/** Words of a name that say which product it is; shorter ones stand in any mail. */
const shortestWord = 4

/**
 * The one Marketplace product that a fresh mail is about: its subject names it and no other, and neither the subject
 * nor the text names anything of the platform, not even by one word of its name. Null where there is any doubt: then
 * people read it.
 */
export function namedProduct<P extends NamedProduct>(
  mail: { subject: string; text: string },
  products: readonly P[],
): P | null {
  const marketplace = products.filter((one) => one.kind === 'marketplace')
  const [named, ...others] = marketplace.filter((one) => names(mail.subject, [one.name, one.code]))
  if (named === undefined || others.length > 0) return null
  const all = `${mail.subject}\n${mail.text}`
  const itsWords = new Set(wordsOf(named.name))
  const isElsewhere = products.some((one) => {
    if (one.code === named.code) return false
    if (names(all, [one.name, one.code])) return true
    if (one.kind === 'marketplace') return false
    return names(
      all,
      wordsOf(one.name).filter((word) => word.length >= shortestWord && !itsWords.has(word)),
    )
  })
  return isElsewhere ? null : named
}

/** Whether a text has one of these in it, word for word. */
export function names(text: string, wanted: readonly string[]): boolean {
  const within = ` ${wordsOf(text).join(' ')} `
  return wanted.some((one) => one !== '' && within.includes(` ${wordsOf(one).join(' ')} `))
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .normalize('NFKC')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}
