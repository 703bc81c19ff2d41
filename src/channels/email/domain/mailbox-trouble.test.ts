import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  type ImapFailure,
  mailboxTroubles,
  type MailboxTrouble,
  nameMailboxTrouble,
  pauseBeforeRetryMs,
} from './mailbox-trouble.ts'

const at = (step: ImapFailure['step'], more: Partial<ImapFailure>): ImapFailure => ({
  step,
  host: 'imap.example.com',
  signIn: 'password',
  isRefused: step === 'sign_in',
  message: '',
  ...more,
})

describe('What keeps a mailbox from being read', () => {
  const table: [ImapFailure, MailboxTrouble][] = [
    [at('look_up', { code: 'ENOTFOUND' }), 'no_such_host'],
    [at('connect', { code: 'ECONNREFUSED' }), 'refused'],
    [at('connect', { code: 'CONNECT_TIMEOUT' }), 'silent'],
    [at('encrypt', { message: 'self-signed certificate' }), 'certificate'],
    [at('encrypt', { code: 'CERT_HAS_EXPIRED' }), 'certificate'],
    [at('encrypt', { message: 'wrong version number' }), 'wrong_encryption'],
    [at('encrypt', { message: 'Server does not support STARTTLS' }), 'no_encryption'],
    [at('sign_in', { reply: 'AUTHENTICATIONFAILED' }), 'wrong_password'],
    [at('sign_in', { message: 'LOGIN failed.', host: 'outlook.office365.com' }), 'no_passwords'],
    [at('sign_in', { message: 'AUTHENTICATE failed.', signIn: 'oauth' }), 'token_refused'],
    [
      at('sign_in', { message: 'User is authenticated but not connected.', signIn: 'oauth' }),
      'token_refused',
    ],
    [at('sign_in', { reply: 'UNAVAILABLE' }), 'busy'],
    [at('sign_in', { isRefused: false, message: 'The connection was closed' }), 'unknown'],
    [at('open_folder', { reply: 'NONEXISTENT' }), 'folder_missing'],
    [at('open_folder', { message: "Mailbox doesn't exist: Helpdesk" }), 'folder_missing'],
    [at('open_folder', { message: 'The connection was closed' }), 'unknown'],
  ]
  for (const [failure, trouble] of table)
    it(`${failure.step}: ${failure.code ?? failure.reply ?? failure.message} is ${trouble}`, () =>
      assert.equal(nameMailboxTrouble(failure), trouble))

  it('is tried again after longer and longer, with an end, and never at once', () => {
    const trouble = fc.constantFrom(...mailboxTroubles)
    const random = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(trouble, fc.integer({ min: 1, max: 10_000 }), random, (code, failures, chance) => {
        const pause = pauseBeforeRetryMs(code, failures, chance)
        assert.ok(pause >= 250 && pause <= 900_000, String(pause))
        assert.ok(pauseBeforeRetryMs(code, failures + 1, chance) >= pause)
      }),
    )
    assert.ok(pauseBeforeRetryMs('wrong_password', 1, 0) >= 30_000)
  })
})
