import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StoredVerdict } from './sender-verdict.ts'
import { verdictWords } from './verdict-words.ts'

const proven: StoredVerdict = {
  verified: true,
  code: 'verified',
  address: 'ann@basic.example',
  proof: 'dmarc',
  dmarc: { result: 'pass', domain: 'basic.example' },
  spf: { result: 'pass', domain: 'basic.example', aligned: true },
  dkim: [{ result: 'pass', domain: 'basic.example', selector: 's1', aligned: true }],
  warnings: [],
}
const doubted = (code: StoredVerdict['code'], more: Partial<StoredVerdict> = {}): StoredVerdict => ({
  ...proven,
  verified: false,
  code,
  proof: undefined,
  ...more,
})

test('A verified sender is said to be so, with what proves it', () => {
  const none = { result: 'none', domain: null }
  const rows: [verdict: StoredVerdict, sentence: string][] = [
    [proven, 'Really from basic.example: signed by basic.example (DKIM), sent by its server (SPF)'],
    [{ ...proven, dkim: [none] }, 'Really from basic.example: sent by its server (SPF)'],
    [
      { ...proven, spf: { result: 'pass', domain: 'mailer.example', aligned: false } },
      'Really from basic.example: signed by basic.example (DKIM)',
    ],
    // Kept before it was told apart what belongs to the sender's domain.
    [
      {
        ...proven,
        spf: { result: 'pass', domain: 'mailer.example' },
        dkim: [{ result: 'pass', domain: 'a.basic.example' }],
      },
      'Really from basic.example: signed by a.basic.example (DKIM)',
    ],
    [{ ...proven, spf: undefined, dkim: [] }, 'Really from basic.example: its domain’s rule is met (DMARC)'],
    [
      {
        ...proven,
        proof: 'provider',
        provider: { authserv: 'mx.provider.example', dmarc: { result: 'pass', domain: 'basic.example' } },
      },
      'Really from basic.example: mx.provider.example checked it, which is trusted here',
    ],
    [
      {
        ...proven,
        proof: 'forwarder',
        arc: { result: 'pass', sealer: 'lists.example', trusted: true, dmarc: null },
      },
      'Really from basic.example: lists.example checked it before forwarding it (ARC), which is trusted here',
    ],
  ]
  for (const [verdict, sentence] of rows) {
    const words = verdictWords(verdict)
    assert.deepEqual([words.tone, words.sentence], ['verified', sentence])
  }
})

test('A sender who is not verified is said to be not, with the reason and never with a name as proof', () => {
  const rows: [verdict: StoredVerdict, tone: string, sentence: string][] = [
    [doubted('sender_missing', { address: null }), 'unverified', 'it names no sender'],
    [doubted('several_senders', { address: null }), 'unverified', 'it names more than one sender'],
    [doubted('sender_unreadable'), 'unverified', 'its sender cannot be read beyond doubt'],
    [doubted('partly_signed'), 'unverified', 'only the beginning of it is signed by basic.example'],
    [doubted('sender_unchecked'), 'unverified', 'basic.example could not be checked'],
    [
      doubted('no_sender_policy'),
      'unverified',
      'basic.example publishes no rule (DMARC) by which its mail could be verified',
    ],
    [
      doubted('sender_forged'),
      'forged',
      'it was not sent by basic.example, which it names as its sender (DMARC)',
    ],
  ]
  for (const [verdict, tone, sentence] of rows) {
    const words = verdictWords(verdict)
    assert.deepEqual([words.tone, words.sentence], [tone, `Not verified: ${sentence}`])
  }
})

test('Each check is told, and what others claim is told as a claim', () => {
  const verdict = doubted('sender_forged', {
    dmarc: { result: 'fail', domain: 'basic.example' },
    spf: { result: 'pass', domain: 'evil.example', aligned: false },
    dkim: [{ result: 'fail', domain: 'basic.example', selector: 's1' }],
    arc: {
      result: 'pass',
      sealer: 'evil.example',
      trusted: false,
      dmarc: { result: 'pass', domain: 'basic.example' },
    },
    claimed: ['mx.vendor.example'],
    history: {
      signedOtherwise: { before: ['s1._domainkey.basic.example'], now: ['servers of basic.example'] },
      lastProvenAt: '2024-03-01T10:00:00.000Z',
    },
  })
  assert.deepEqual(verdictWords(verdict).facts, [
    'Sending server (SPF): passed for evil.example, which is not the sender’s domain.',
    'Signature (DKIM): failed for basic.example (key s1).',
    'The domain’s own rule (DMARC): failed for basic.example.',
    'Forwarded (ARC): chain passed, last sealed by evil.example, not trusted here, so it counts for nothing. It found: DMARC passed for basic.example.',
    'Signed differently than before: s1._domainkey.basic.example before, servers of basic.example now.',
    'This address was last proven on 2024-03-01, more than a year before.',
    'Claimed by others and not believed: mx.vendor.example.',
  ])
  assert.deepEqual(verdictWords({ ...proven, spf: undefined, dkim: [], dmarc: undefined }).facts, [
    'Sending server (SPF): not asked, since no server handed it over to us.',
    'Signature (DKIM): not signed.',
    'The domain’s own rule (DMARC): not asked.',
  ])
})
