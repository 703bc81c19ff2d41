import type { WordTable } from '#web/words/i18n.ts'

/** Words about how a person is called and how they read. */
export const profileWords = {
  title: 'Profile',
  name: 'Name',
  nameNote: 'As it stands beside what you write.',
  nameMissing: 'Say how you are called.',
  zone: 'Time zone',
  zoneNote: 'Times are shown in it. It is {{time}} there now.',
  useBrowser: 'Use {{zone}}, as this browser has it',
  email: 'Email',
  company: 'Company',
  language: 'Language',
  english: 'English, the one there is today',
  save: 'Save',
  saved: 'Saved.',
  failed: 'Not saved.',
} satisfies WordTable
