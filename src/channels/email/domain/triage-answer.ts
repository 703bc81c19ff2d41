import type { MailLanguage, TemplateKind } from './mail-template-kinds.ts'
import type { TriageCode } from './place-mail.ts'
import { templatePhrases } from './template-phrases.ts'

/** A Marketplace product as the vendor describes it (T5). */
export type Publisher = {
  name: string
  publisher: string | null
  supportAddress: string | null
  termsUrl: string | null
}

/**
 * Which words answer a verified sender whose mail opened no case (SPEC 3.8). Fixed words and the vendor's own
 * name: nothing the sender wrote, no contact's name, so that it carries no one's message.
 */
export function answerTemplate(code: TriageCode): TemplateKind {
  switch (code) {
    case 'sender_unknown':
    case 'refused':
    case 'several_accounts':
    case 'marketplace_product':
      return code
    default:
      return 'kept_for_people'
  }
}

/** Who supports a Marketplace product, where and on which terms (T5): only what the vendor has entered about it. */
export function productValues(language: MailLanguage, product: Publisher) {
  const { itsPublisher, writeTo, terms } = templatePhrases[language]
  const { name, supportAddress, termsUrl } = product
  const publisher = product.publisher ?? itsPublisher
  return {
    product: name,
    publisher,
    product_ways: [
      ...(supportAddress === null ? [] : [writeTo(publisher, supportAddress)]),
      ...(termsUrl === null ? [] : [terms(termsUrl)]),
    ].join('\n'),
  }
}
