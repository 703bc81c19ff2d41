/** What there are mail texts in. */
export const mailLanguages = ['en', 'de', 'fr', 'es'] as const
export type MailLanguage = (typeof mailLanguages)[number]

/** Kinds of mail whose words an admin may change, in the order in which they are listed. */
export const templateKinds = [
  'case_received',
  'reply',
  'something_new',
  'sender_unknown',
  'refused',
  'several_accounts',
  'marketplace_product',
  'kept_for_people',
  'self_help',
  'sign_in_link',
  'password_reset',
  'invitation',
  'staff_invitation',
  'security_notice',
] as const
export type TemplateKind = (typeof templateKinds)[number]

/** Whose words a variable holds: ours or the vendor's, the number of a case, or something that people write. */
type Source = 'ours' | 'vendor' | 'case_number' | 'people'

type Variable = {
  source: Source
  /** It may have several lines, and stands in no subject. */
  isBlock?: boolean
}

export const templateVariables = {
  vendor: { source: 'vendor' },
  reference: { source: 'case_number' },
  name: { source: 'people' },
  subject: { source: 'people' },
  message: { source: 'people', isBlock: true },
  author: { source: 'people' },
  first_reply: { source: 'ours', isBlock: true },
  link: { source: 'ours', isBlock: true },
  links: { source: 'vendor', isBlock: true },
  news: { source: 'ours', isBlock: true },
  news_title: { source: 'ours' },
  product: { source: 'vendor' },
  publisher: { source: 'vendor' },
  product_ways: { source: 'vendor', isBlock: true },
} as const satisfies Record<string, Variable>
export type VariableName = keyof typeof templateVariables

export type TemplateValues = Partial<Record<VariableName, string>>

export type TemplateText = { subject: string; body: string }

type Kind = {
  variables: readonly VariableName[]
  /** Without these in its text it would be of no use. */
  required: readonly VariableName[]
  /** It may go to an address that nobody has proven: what people write has no place in it (LO-08). */
  toAnyone: boolean
}

const kinds: Record<TemplateKind, Kind> = {
  case_received: known(['name', 'vendor', 'reference', 'subject', 'first_reply'], ['reference']),
  reply: known(['message', 'author', 'vendor', 'reference', 'subject', 'name'], ['message']),
  something_new: toAnyone(['vendor', 'reference', 'link'], ['link']),
  sender_unknown: toAnyone(['vendor'], []),
  refused: toAnyone(['vendor'], []),
  several_accounts: toAnyone(['vendor'], []),
  marketplace_product: toAnyone(['vendor', 'product', 'publisher', 'product_ways'], ['product_ways']),
  kept_for_people: toAnyone(['vendor'], []),
  self_help: toAnyone(['vendor', 'links'], ['links']),
  sign_in_link: known(['name', 'vendor', 'link'], ['link']),
  password_reset: known(['name', 'vendor', 'link'], ['link']),
  invitation: toAnyone(['vendor', 'link'], ['link']),
  staff_invitation: toAnyone(['vendor', 'link'], ['link']),
  security_notice: known(['name', 'vendor', 'news', 'news_title'], ['news']),
}

function known(variables: readonly VariableName[], required: readonly VariableName[]): Kind {
  return { variables, required, toAnyone: false }
}

function toAnyone(variables: readonly VariableName[], required: readonly VariableName[]): Kind {
  return { variables, required, toAnyone: true }
}

export function templateKind(kind: TemplateKind): Kind {
  return kinds[kind]
}

/** Whether it may stand in mail to an address that nobody has proven. */
export function isFixed(variable: VariableName): boolean {
  return templateVariables[variable].source !== 'people'
}

/** The language of a tag such as `pt-BR`, if there are mail texts in it. */
export function mailLanguageOf(tag: string | null | undefined): MailLanguage | undefined {
  const primary = (tag ?? '').trim().toLowerCase().split(/[_-]/)[0]
  return mailLanguages.find((language) => language === primary)
}
