import type { WordTable } from '#web/words/i18n.ts'

/** Words about what a customer chose, and about contesting it. */
export const deskRankWords = {
  rank: 'Rank',
  rankOf: 'Number {{rank}} of this customer',
  row: 'Number {{rank}}',
  contest: 'Contest…',
  label: 'What we contest',
  title: { both: 'Contest what the customer chose', priority: 'Contest the priority' },
  about: 'What do you contest?',
  aboutRank: 'The rank, number {{rank}}',
  aboutPriority: 'The priority, {{priority}}',
  why: 'Why?',
  whyNote: 'The customer reads it. The case keeps what they chose until this is settled.',
  missing: 'Say why; the customer reads it.',
  send: 'Contest it',
  sent: 'Contested. The case keeps what the customer chose until it is settled.',
  open: {
    rank: '{{name}} contests the rank',
    priority: '{{name}} contests the priority',
  },
  keep: 'Let it stand',
  lower: { rank: 'Take the rank away', priority: 'Lower the priority' },
  lowerTo: 'To which priority?',
  lowerWhy: 'Why is it changed?',
  cancel: 'Cancel',
  kept: 'It stands as the customer chose it.',
  lowered: 'Changed, and the customer reads why.',
  failed: 'Not done.',
} satisfies WordTable
