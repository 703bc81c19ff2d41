import type { WordTable } from '#web/words/i18n.ts'

/** Words of what an account bought. */
export const words = {
  always: 'Day and night, every day',
  everyDay: 'Every day',
  dayRun: '{{from}} to {{to}}',
  hours: '{{days}}, {{from}}–{{to}}',
  closedOn: 'Closed on {{day}}{{name}}',
  otherHoursOn: 'On {{day}} open {{times}}{{name}}',
  dayName: ': {{name}}',
  yourTime: 'your time ({{place}})',
} satisfies WordTable
