import type { WordTable } from '#web/words/i18n.ts'

/** Words about another priority a customer asks for. */
export const wishWords = {
  label: 'Priority asked for',
  asks: '{{name}} asks for priority {{priority}}',
  accept: 'Set it to {{priority}}',
  decline: 'Keep it, and say why',
  why: 'Why does it stay?',
  whyNote: '{{name}} reads it.',
  missing: 'Say why; the customer reads it.',
  send: 'Keep the priority',
  back: 'Cancel',
  accepted: 'Priority {{priority}} it is; the clocks follow.',
  declined: 'The priority stays, and the customer reads why.',
  failed: 'Not done.',
} satisfies WordTable
