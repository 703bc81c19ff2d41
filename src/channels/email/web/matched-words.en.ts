import type { WordTable } from '#web/words/i18n.ts'

/** Words of messages that wait for a customer’s people. */
export const matchedWords = {
  eyebrow: 'A message from {{from}} waits for somebody who may open cases',
  noSender: 'somebody without an address',
  notVerified: 'Nobody knows for certain that this address sent it.',
  files_one: '{{count}} file: {{names}}',
  files_other: '{{count}} files: {{names}}',
  noSubject: 'No subject',
  noText: 'It has no text.',
  whole: 'Read all of it',
  adopt: 'Open as my case',
  adoptLabel: 'Open as my case: {{subject}}',
  starts: 'Our promises begin when you open it.',
  notOurs: 'Not ours',
  notOursLabel: 'Not ours: {{subject}}',
  adopted: '{{reference}} was opened in your name.',
  disowned: 'Thank you. We look at it again.',
  failed: 'It was not opened.',
  gone: 'A colleague, or we, have decided about it meanwhile.',
} satisfies WordTable
