import type { WordTable } from '#web/words/i18n.ts'

/** Words of what is done with lines. */
export const linesWords = {
  handOver: {
    title: 'Hand over {{reference}}',
    to: 'To which line',
    here: '{{name}}, has it now',
    people_one: '{{count}} person',
    people_other: '{{count}} people',
    nobody: 'Nobody on this line yet',
    reason: 'What the next line has to know',
    reasonNote: 'Colleagues read it in the timeline, customers do not.',
    reasonMissing: 'Say what the next line has to know.',
    lineMissing: 'Choose another line.',
    send: 'Hand over',
    sendTo: 'Hand over to line {{line}}',
  },
} satisfies WordTable
