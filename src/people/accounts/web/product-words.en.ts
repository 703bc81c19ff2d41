import type { WordTable } from '#web/words/i18n.ts'

/** Words of the products in the admin console. */
export const productWords = {
  title: 'Products',
  lead: 'What customers can ask about: your own platform products, and what others publish on your marketplace.',
  add: 'Add a product',
  error: 'The products could not be loaded.',
  emptyTitle: 'No product yet',
  emptyText: 'Agreements cover products, and every case is about one. Add the first: it needs a name.',
  column: { name: 'Name', kind: 'Kind', publisher: 'Publisher', support: 'Who helps', menu: 'What to do' },
  kind: { platform: 'Platform', marketplace: 'Marketplace' },
  kindNote: {
    platform: 'Yours. Packages cover it, and its price counts for the price of the package.',
    marketplace:
      'Published by somebody else, under their own terms (T5). You refer customers there; no package covers it.',
  },
  youHelp: 'You, by package',
  terms: 'Terms of the publisher',
  menu: 'What to do with {{name}}',
  edit: 'Change',
  remove: 'Remove',
  removed: '{{name}} is removed.',
  notDone: '{{name}} stays. {{why}}',
  saved: 'Saved.',
  added: '{{name}} is added.',
  t5: {
    title: 'T5, in short',
    text: 'For a marketplace product its publisher’s terms hold. Whoever asks you about it is told so at once and sent to their terms; no case is opened and no consultation is used. That is why each names a page.',
  },
  form: {
    addTitle: 'Add a product',
    addSend: 'Add',
    editTitle: 'Change {{name}}',
    editSend: 'Save',
    kind: 'Whose is it?',
    name: 'Name',
    code: 'Code',
    codeHint: 'For imports and the API. It stays.',
    publisher: 'Publisher',
    supportAddress: 'Their support address',
    termsUrl: 'Page of their terms',
    termsHint: 'Customers are sent there (T5).',
    missingName: 'Say what it is called.',
    missingPublisher: 'Say who publishes it; customers are referred there.',
    missingAddress: 'Where do its publisher’s customers write?',
    missingTerms: 'A marketplace product names the page of its publisher’s terms (T5).',
  },
} satisfies WordTable
