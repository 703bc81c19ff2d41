/** What keeps a mailbox from being read, as one of a few things that a person can mend. */
export const mailboxTroubles = [
  'no_such_host',
  'refused',
  'silent',
  'not_a_mail_server',
  'wrong_encryption',
  'no_encryption',
  'certificate',
  'wrong_password',
  'app_password',
  'no_passwords',
  'imap_off',
  'no_sign_in',
  'token_refused',
  'consent_needed',
  'consent_withdrawn',
  'client_refused',
  'secret_unreadable',
  'folder_missing',
  'move_folder_missing',
  'busy',
  'unknown',
] as const
export type MailboxTrouble = (typeof mailboxTroubles)[number]

/** The parts of a conversation with a mailbox, in their order. */
export const mailboxSteps = ['look_up', 'connect', 'encrypt', 'sign_in', 'open_folder', 'listen'] as const
export type MailboxStep = (typeof mailboxSteps)[number]

/** What a conversation failed with: the code of the system or library, and the server's answer. */
export type ImapFailure = {
  step: MailboxStep
  host: string
  signIn: 'password' | 'oauth'
  /** The server said no to who signs in. */
  isRefused: boolean
  code?: string | undefined
  /** Such as `AUTHENTICATIONFAILED` (RFC 5530). */
  reply?: string | undefined
  message: string
}

const bySystem: Readonly<Record<string, MailboxTrouble>> = {
  ENOTFOUND: 'no_such_host',
  EAI_AGAIN: 'no_such_host',
  ENODATA: 'no_such_host',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'silent',
  ENETUNREACH: 'silent',
  ETIMEDOUT: 'silent',
  CONNECT_TIMEOUT: 'silent',
  GREETING_TIMEOUT: 'silent',
}

const certificate = /certificate|self.signed|altnames|CERT_|UNABLE_TO_(GET|VERIFY)/i
const notNow = /too many|try again|temporar|unavailable|in use|rate|throttl/i
const noSuchFolder = /(mailbox|folder)\b.*\b(exist|not found|unknown)|(no such|unknown) (mailbox|folder)/i
const microsoft = /(^|\.)(outlook\.com|office365\.com|hotmail\.com|office\.com)$/i

/** What is wrong, by where it failed and what was said. */
export function nameMailboxTrouble(failure: ImapFailure): MailboxTrouble {
  const { step, code = '', reply = '', message } = failure
  if (certificate.test(code) || (step !== 'open_folder' && certificate.test(message))) return 'certificate'
  const known = bySystem[code] ?? Object.entries(bySystem).find(([word]) => message.includes(word))?.[1]
  if (known !== undefined) return known
  if (['UNAVAILABLE', 'INUSE', 'LIMIT'].includes(reply) || code === 'ETHROTTLE') return 'busy'
  if (step === 'look_up' || step === 'connect' || step === 'encrypt') return onTheWay(failure)
  if (step === 'sign_in') return atTheDoor(failure)
  if (reply === 'NONEXISTENT' || noSuchFolder.test(message)) return 'folder_missing'
  return notNow.test(message) ? 'busy' : 'unknown'
}

function onTheWay({ code = '', message, step }: ImapFailure): MailboxTrouble {
  if (/wrong version number|packet length|ssl3_get_record|EPROTO/i.test(`${code} ${message}`))
    return 'wrong_encryption'
  if (/STARTTLS/i.test(message)) return 'no_encryption'
  if (/greeting|unexpected|invalid|parser|BYE/i.test(`${code} ${message}`)) return 'not_a_mail_server'
  if (/close|reset/i.test(`${code} ${message}`))
    return step === 'encrypt' ? 'wrong_encryption' : 'not_a_mail_server'
  return step === 'encrypt' ? 'wrong_encryption' : 'unknown'
}

function atTheDoor({ host, signIn, isRefused, reply = '', message }: ImapFailure): MailboxTrouble {
  if (
    /not enabled for imap|imap (access|use)? ?is (disabled|turned off|not enabled)|enable imap/i.test(message)
  )
    return 'imap_off'
  if (/application-specific password|app(lication)?[ -]?password|two-step|web login required/i.test(message))
    return 'app_password'
  if (/unsupported auth|no (supported|matching)|logindisabled|privacyrequired/i.test(`${reply} ${message}`))
    return 'no_sign_in'
  if (!isRefused) return notNow.test(message) ? 'busy' : 'unknown'
  if (signIn === 'oauth') return notNow.test(message) ? 'busy' : 'token_refused'
  if (microsoft.test(host)) return 'no_passwords'
  if (reply === 'AUTHENTICATIONFAILED' || reply === 'AUTHORIZATIONFAILED') return 'wrong_password'
  return notNow.test(message) ? 'busy' : 'wrong_password'
}

/** Trying again by itself does not help: somebody has to act. */
export function endsByPeopleOnly(trouble: MailboxTrouble): boolean {
  return ['consent_needed', 'consent_withdrawn', 'client_refused', 'secret_unreadable'].includes(trouble)
}

const seconds = 1_000
/** A provider that is asked too often with a wrong password locks the mailbox. */
const doorTroubles: readonly MailboxTrouble[] = [
  'wrong_password',
  'app_password',
  'no_passwords',
  'imap_off',
  'no_sign_in',
  'token_refused',
]

/**
 * How long a mailbox is left alone before it is tried again: longer each time, and never at the same moment as
 * others that were lost with it.
 * @param failures in a row, from 1
 * @param random from 0 to 1
 */
export function pauseBeforeRetryMs(trouble: MailboxTrouble, failures: number, random: number): number {
  const isAtDoor = doorTroubles.includes(trouble)
  const [first, most] = isAtDoor ? [60 * seconds, 900 * seconds] : [0.5 * seconds, 300 * seconds]
  const whole = Math.min(most, first * 2 ** Math.min(failures - 1, 20))
  return Math.round(whole * (0.5 + random / 2))
}
