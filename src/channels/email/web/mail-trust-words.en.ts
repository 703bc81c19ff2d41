import type { WordTable } from '#web/words/i18n.ts'

/** Words of whom the checks of a sender believe, and of what proves the mail of an account. */
export const mailTrustWords = {
  title: 'Whom we believe',
  lead: 'Every sender is checked here, and nobody else is believed unless you name them. Who is named can vouch for a sender, and so for mail that opens cases in a customer’s name: name as few as you can.',
  failed: 'Whom we believe could not be loaded',
  none: 'Nobody is named.',
  kind: {
    relay: {
      title: 'Servers in front of us',
      text: 'Where your own mail server hands mail on to us, the server before it is checked instead, as yours wrote it down. Where the network is too wide, anybody within it can claim that a message came from wherever they like.',
      field: 'Address or network',
      example: '192.0.2.10 or 192.0.2.0/24',
      missing: 'Enter an address or a network.',
    },
    authserv: {
      title: 'Checks by providers',
      text: 'Mail that is fetched from a mailbox or posted by a provider brings what that provider found (Authentication-Results); the topmost counts if it is by a name that stands here. A name that your provider does not write itself can be written by any sender. A name for one mailbox is better set at that mailbox.',
      field: 'Name of a provider',
      example: 'mx.google.com',
      missing: 'Enter the name before the first semicolon of Authentication-Results.',
    },
    sealer: {
      title: 'Forwarders that seal',
      text: 'A mailing list or a forwarder breaks signatures, and says by a seal (ARC) what it found before. Who stands here can say of any mail that it was genuine. Microsoft 365 seals as microsoft.com and Google as google.com, each for all of its customers: name them only where mail is forwarded to you through them.',
      field: 'Domain of a forwarder',
      example: 'lists.example.com',
      missing: 'Enter the domain (d=) of its ARC-Seal.',
    },
  },
  mailbox: {
    title: 'Checks believed from this mailbox',
    text: 'Fetched mail brings what the provider of this mailbox found about its sender (Authentication-Results); the topmost counts if it is by a name that stands here. Name only what your provider writes itself: any sender can write another name. At Google that is mx.google.com; elsewhere look at the source of a message that you got.',
  },
  add: 'Add',
  addTo: 'Add to “{{list}}”',
  remove: 'Remove',
  removeOf: 'Remove {{value}}',
  oneWay: 'for one mailbox or provider only',
  forAll: 'for all mail,',
  underEmail: 'under Email',
  known: 'It stands there already.',
  added: '{{value}} is believed from now on.',
  removed: '{{value}} is believed no more.',
  notDone: 'Nothing was changed. {{why}}',
  account: {
    title: 'Proof of their mail',
    text: 'Mail counts as theirs where the rule of its domain (DMARC) proves it. With this on, a signature of that same domain (DKIM) is enough where it publishes no rule; otherwise such mail waits in triage.',
    toggle: 'Take mail that is signed by its own domain although that publishes no DMARC rule',
    on: 'Their signed mail is taken without a DMARC rule.',
    off: 'Their mail needs a DMARC rule.',
    failed: 'What proves their mail could not be loaded.',
  },
} satisfies WordTable
