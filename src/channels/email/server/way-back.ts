import type { SendMailOptions } from 'nodemailer'
import { mailTokenField } from '../domain/mail-report.ts'
import { bounceAddressOf } from '../domain/reply-address.ts'
import type { Outgoing } from './mail-turn.ts'

/**
 * Gives a mail a sender of its envelope of its own, and the same token in its headers, so that whatever comes back
 * says which mail it is about.
 */
export function withWayBack(message: SendMailOptions, mail: Outgoing): SendMailOptions {
  const { bounce_token: token, from_address: from, to_address: to } = mail
  if (token === null) return message
  return {
    ...message,
    envelope: { from: bounceAddressOf(from, token), to },
    headers: { ...(message.headers as Record<string, string>), [mailTokenField]: token },
  }
}
