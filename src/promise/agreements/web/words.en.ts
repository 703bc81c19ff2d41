import type { WordTable } from '#web/words/i18n.ts'

/** Words of what an account bought. */
export const words = {
  always: 'Day and night, every day',
  everyDay: 'Every day',
  dayRun: '{{from}} to {{to}}',
  hours: '{{days}}, {{from}}–{{to}}',
  yourTime: 'your time ({{place}})',
} satisfies WordTable
