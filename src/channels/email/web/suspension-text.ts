import type { TFunction } from 'i18next'

const reasons = [
  'mailbox_full',
  'too_big',
  'greylisted',
  'sender_refused',
  'refused',
  'moved',
  'no_such_host',
  'no_mail_there',
  'suspended',
  'no_such_user',
  'expired',
  'connection',
  'system',
  'unknown',
  'complaint',
] as const

/** A word for a cause as a sentence; for one that is not known here, that nobody said why. */
export function reasonText(t: TFunction<'suspensions'>, reason: string): string {
  return t(`reason.${reasons.find((one) => one === reason) ?? 'unknown'}`)
}
