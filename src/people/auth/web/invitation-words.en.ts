import type { WordTable } from '#web/words/i18n.ts'

/** Words of an invitation whose link is handed over instead of mailed. */
export const invitationWords = {
  copyLink: 'Copy the link instead',
  copyLinkNamed: 'Copy the invitation link for {{name}} instead',
  title: 'The invitation link for {{name}}',
  note: 'Whoever opens it chooses the password and comes in as {{name}}, so give it to nobody else. It works once, until {{until}}, and ends when a newer one is made. It is shown here this once and was not mailed.',
  copy: 'Copy',
  copied: 'Copied',
  done: 'I have it',
} satisfies WordTable
