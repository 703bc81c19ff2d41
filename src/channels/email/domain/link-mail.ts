/** Stands in the stored text where the sent mail has its link, which nobody but its reader may see. */
export const linkPlace = '[Here stands the link. It is in the mail itself and nowhere else.]'

export type LinkMailFacts = {
  purpose: 'sign_in' | 'password_reset' | 'invitation'
  personName: string
  vendorName: string
  /** The invited one joins the support team, and is no customer. */
  isStaff: boolean
}

type Mail = { subject: string; body: string }

/** What a link is for, how long it opens, and that nothing happens without it. */
export function linkMail(facts: LinkMailFacts): Mail {
  const { subject, before, after } = partsOf(facts)
  const body = [`Hello ${facts.personName},`, ...before, linkPlace, ...after, `${facts.vendorName} support`]
  return { subject, body: body.join('\n\n') }
}

type Parts = { subject: string; before: string[]; after: string[] }

function partsOf({ purpose, vendorName, isStaff }: LinkMailFacts): Parts {
  if (purpose === 'invitation') {
    const place = isStaff ? `the support team of ${vendorName}` : `the support portal of ${vendorName}`
    return {
      subject: `Your invitation to ${place}`,
      before: [
        `You are invited to ${place}. Follow this link to choose your password; then you are in.`,
        'It works once, within 72 hours.',
      ],
      after: ['If you did not expect this, ignore it. Nothing happens until the link is used.'],
    }
  }
  const isReset = purpose === 'password_reset'
  return {
    subject: isReset ? `Choose a new password for ${vendorName} support` : `Sign in to ${vendorName} support`,
    before: [
      isReset
        ? 'Follow this link to choose a new password. It works once, within ten minutes.'
        : 'Follow this link to sign in. It works once, within ten minutes.',
    ],
    after: [
      isReset
        ? 'If you did not ask for it, ignore this mail: your password stays as it is.'
        : 'If you did not ask for it, ignore this mail. Nobody can sign in without it.',
    ],
  }
}

export type SecurityNews = 'password_changed' | 'two_step_on' | 'two_step_off' | 'two_step_reset'

const news: Readonly<Record<SecurityNews, { subject: string; said: string }>> = {
  password_changed: {
    subject: 'Your password was changed',
    said: 'Your password was changed. Every other device where you were signed in is signed out.',
  },
  two_step_on: {
    subject: 'Two-step sign-in is on',
    said: 'Two-step sign-in is on. From now on you are asked for a code from your app when you sign in.',
  },
  two_step_off: {
    subject: 'Two-step sign-in is off',
    said: 'Two-step sign-in is off. Signing in takes no code from your app any more.',
  },
  two_step_reset: {
    subject: 'Two-step sign-in was reset',
    said: 'An administrator has reset your two-step sign-in. You can set it up again under Settings, Security.',
  },
}

/** Tells somebody what changed about getting in, and what to do if it was not them. */
export function securityMail(facts: { what: SecurityNews; personName: string; vendorName: string }): Mail {
  const { subject, said } = news[facts.what]
  const body = [
    `Hello ${facts.personName},`,
    said,
    'If that was you, there is nothing to do. If not, choose a new password at once with “Forgotten?” on the sign-in page, and tell us.',
    `${facts.vendorName} support`,
  ]
  return { subject: `${subject} · ${facts.vendorName} support`, body: body.join('\n\n') }
}
