import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { explainFailure, type FailureReason, reasonInWords, statusIn } from './failure-reason.ts'

describe('Why a mail was not delivered', () => {
  const said: [FailureReason, string][] = [
    ['mailbox_full', '552 ann@cust.example: mailbox is full'],
    ['mailbox_full', 'The user is over quota, user unknown'],
    ['too_big', 'Message size exceeds fixed limit: message is too large'],
    ['greylisted', '451 Greylisted, come back in five minutes'],
    ['sender_refused', '550 Sender address rejected: user unknown'],
    ['moved', '551 The user has moved'],
    ['no_such_host', 'Host or domain name not found'],
    ['no_such_host', 'Unrouteable address'],
    ['no_mail_there', 'Domain cust.example does not accept mail (null MX)'],
    ['suspended', 'The account has been disabled or discontinued'],
    ['no_such_user', '550 <ann@cust.example>: User unknown'],
    ['no_such_user', 'No such user here'],
    ['no_such_user', 'The email account that you tried to reach does not exist.'],
    ['no_such_user', 'Recipient address rejected: Access denied'],
    ['refused', 'Blocked by our spam filter'],
    ['refused', 'Relaying denied'],
    ['expired', 'retry timeout exceeded'],
    ['connection', 'Connection refused'],
    ['system', 'Temporary failure in the local system'],
  ]
  for (const [reason, words] of said)
    it(`is ${reason} where it says: ${words}`, () => assert.equal(reasonInWords(words), reason))

  it('is not guessed from words that say nothing', () => {
    for (const words of ['550 Requested action not taken', 'We are sorry.', ''])
      assert.equal(reasonInWords(words), undefined)
  })
})

describe('An address is lost', () => {
  const judged: [what: string, status: string | null, words: string, code: string, hard: boolean][] = [
    ['by an unknown user', null, '550 User unknown', '5.1.1', true],
    ['by the code alone', '5.1.1', '', '5.1.1', true],
    ['by a domain that is gone', '5.1.2', '', '5.1.2', true],
    ['by a domain that takes no mail', '5.1.10', '', '5.1.10', true],
    ['by a name that moved', '5.1.6', '', '5.1.6', true],
    ['but not where it is a full mailbox', '5.2.2', '', '5.2.2', false],
    ['but not where an unknown user is a full mailbox', '5.1.1', 'mailbox is full', '5.1.1', false],
    ['but not where the mail is too big', '5.3.4', '', '5.3.4', false],
    ['but not where a filter refused the mail', '5.7.1', 'rejected as spam', '5.7.1', false],
    ['but not where a policy is named', '5.7.26', 'user unknown to our policy', '5.7.26', false],
    ['but not while it is temporary', '4.1.1', 'user unknown', '4.1.1', false],
    ['but not where the sender is refused', '5.1.8', '', '5.1.8', false],
    ['but not where nobody says why', '5.0.0', '', '5.0.0', false],
    ['but not where the answer is temporary', null, '451 User unknown in the local table', '4.1.1', false],
    [
      'but not after its message was taken in',
      null,
      '550 Unknown user (in reply to end of DATA command)',
      '5.7.1',
      false,
    ],
    ['but not by a suspended account', null, '550 account is suspended', '5.2.1', false],
  ]
  for (const [what, status, words, code, hard] of judged)
    it(what, () => {
      const found = explainFailure(status, words)
      assert.deepEqual([found.status, found.hard], [code, hard])
    })

  it('never while it is still being tried', () => {
    assert.equal(explainFailure('5.1.1', 'User unknown', true).hard, false)
    assert.equal(explainFailure('5.1.1', 'User unknown', false).hard, true)
  })
})

describe('The code of a failure', () => {
  const found: [string | null, string[]][] = [
    ['5.1.1', ['550 5.1.1 <ann@cust.example>']],
    ['5.1.1', ['5.0.0', '550-5.1.1 User unknown']],
    ['4.4.1', ['4.4.7', 'connection refused (4.4.1)']],
    ['4.4.7', ['4.4.7', '']],
    ['5.7.606', ['(#5.7.606)']],
    ['5.0.0', ['5.0.0', 'nothing']],
    [null, ['host 5.6.7.8 [4.1.2.3] said 2.1.5', 'version 15.4.2.1']],
  ]
  for (const [code, texts] of found)
    it(`of ${JSON.stringify(texts)} is ${code}`, () => assert.equal(statusIn(texts), code))
})
