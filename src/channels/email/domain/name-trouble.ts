import type { ConversationStep, RelayTrouble } from './mail-settings-contract.ts'

/** What a conversation with a mail server failed with: the code of the system or library, and the server's reply. */
export type SmtpFailure = {
  step: ConversationStep
  code?: string | undefined
  /** Which command the server answered, such as `MAIL FROM`. */
  command?: string | undefined
  /** Its three digits (RFC 5321, 4.2). */
  reply?: number | undefined
  message: string
}

const bySystem: Readonly<Record<string, RelayTrouble>> = {
  ENOTFOUND: 'no_such_host',
  EAI_AGAIN: 'no_such_host',
  ENODATA: 'no_such_host',
  EDNS: 'no_such_host',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'silent',
  ENETUNREACH: 'silent',
  ETIMEDOUT: 'silent',
}

const certificate = /certificate|self.signed|altnames|CERT_/i

/** What is wrong, as one of a few things that a person can mend. */
export function nameTrouble(failure: SmtpFailure): RelayTrouble {
  const { step, code = '', reply = 0, message } = failure
  if (certificate.test(code) || (step !== 'hand_over' && certificate.test(message))) return 'certificate'
  const known = bySystem[code] ?? Object.entries(bySystem).find(([word]) => message.includes(word))?.[1]
  if (step === 'look_up' || step === 'connect' || step === 'encrypt') return onTheWay(failure, known)
  if (reply >= 400 && reply < 500) return 'later'
  if (reply === 530) return /tls/i.test(message) ? 'no_encryption' : 'sign_in_needed'
  if (step === 'sign_in') return atTheDoor(failure, known)
  return handingOver(failure, known)
}

function onTheWay(
  { code, reply = 0, message, step }: SmtpFailure,
  known: RelayTrouble | undefined,
): RelayTrouble {
  if (/wrong version number|packet length|ssl3_get_record|EPROTO/i.test(message)) return 'wrong_encryption'
  if (code === 'ETLS' || /STARTTLS/i.test(message)) return 'no_encryption'
  if (known !== undefined) return known
  if (reply >= 400 && reply < 500) return 'later'
  if (/greeting/i.test(message)) return /never received/i.test(message) ? 'silent' : 'not_a_mail_server'
  if (reply > 0 || code === 'EPROTOCOL') return 'not_a_mail_server'
  return step === 'encrypt' ? 'wrong_encryption' : 'unknown'
}

function atTheDoor({ reply = 0, code, message }: SmtpFailure, known: RelayTrouble | undefined): RelayTrouble {
  if (/missing credentials|no supported|not supported|unknown authentication/i.test(message))
    return 'no_sign_in'
  if (reply === 502 || reply === 503 || reply === 504) return 'no_sign_in'
  if (reply >= 500 || code === 'EAUTH') return 'wrong_password'
  return known ?? 'unknown'
}

function handingOver(
  { command = '', reply = 0 }: SmtpFailure,
  known: RelayTrouble | undefined,
): RelayTrouble {
  if (reply < 500) return known ?? 'unknown'
  if (command.startsWith('MAIL')) return 'sender_refused'
  if (command.startsWith('RCPT')) return 'recipient_refused'
  return 'message_refused'
}
