import { names } from './named-product.ts'

/** An account of which the sender is a contact, with the products it has, each by the words a mail may name it with. */
export type PossibleAccount = { contactId: string; name: string; products: readonly (readonly string[])[] }

/** Shorter names stand in any mail. */
const shortestName = 4

/**
 * The one account that a mail is about beyond doubt: its exact name stands in the subject, or the mail names a product
 * that only this one of them has. Null where nothing is named, or anything that speaks for another: then the sender is
 * asked.
 */
export function namedAccount(
  mail: { subject: string; text: string },
  accounts: readonly PossibleAccount[],
): string | null {
  const all = `${mail.subject}\n${mail.text}`
  const isNamed = (text: string, words: readonly string[]) =>
    names(
      text,
      words.filter((word) => word.length >= shortestName),
    )
  const named = accounts.filter((account) => {
    const others = accounts.filter((one) => one !== account).flatMap((one) => one.products)
    const own = account.products.filter((words) => !others.some((other) => sharesWord(other, words)))
    return isNamed(mail.subject, [account.name]) || own.some((words) => isNamed(all, words))
  })
  const [only, ...more] = named
  return only === undefined || more.length > 0 ? null : only.contactId
}

function sharesWord(one: readonly string[], other: readonly string[]): boolean {
  return one.some((word) => other.some((same) => same.toLowerCase() === word.toLowerCase()))
}
