import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { bouncesOf } from './bounces.ts'

const report = (fields: string, words = 'Your mail was not delivered.') =>
  [
    'From: MAILER-DAEMON@mx.cust.example',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="edge"',
    '',
    '--edge',
    'Content-Type: text/plain',
    '',
    words,
    '--edge',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.cust.example',
    '',
    fields,
    '--edge',
    'Content-Type: message/rfc822',
    '',
    'From: support@vendor.example',
    'To: ann@cust.example',
    'Subject: Your case',
    '',
    '550 5.1.1 user unknown, says the mail that came back',
    '--edge--',
  ].join('\n')

const plain = (words: string, headers = '') =>
  `From: MAILER-DAEMON@mx.cust.example\n${headers}Content-Type: text/plain\n\n${words}`

const one = (recipient: string, status: string, hard: boolean) => [{ recipient, status, hard }]

describe('Fields of a delivery status', () => {
  const table: [what: string, fields: string, expected: ReturnType<typeof bouncesOf>][] = [
    [
      'a failed recipient',
      'Final-Recipient: rfc822; Ann@cust.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown',
      one('ann@cust.example', '5.1.1', true),
    ],
    [
      'the answer where the status is general',
      'Final-Recipient: rfc822; ann@cust.example\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp;\n 552 5.2.2 Mailbox full',
      one('ann@cust.example', '5.2.2', false),
    ],
    [
      'a delay, which is soft whatever it says',
      'Final-Recipient: rfc822; ann@cust.example\nAction: delayed\nStatus: 4.4.1\nDiagnostic-Code: smtp; no such user',
      one('ann@cust.example', '4.4.1', false),
    ],
    [
      'the original recipient where the final one is no address',
      'Original-Recipient: rfc822;ann@cust.example\nFinal-Recipient: rfc822; pipe\nAction: failed\nStatus: 5.1.1',
      one('ann@cust.example', '5.1.1', true),
    ],
    ...(['delivered', 'relayed', 'expanded'] as const).map((action): [string, string, []] => [
      `${action}, which is no bounce`,
      `Final-Recipient: rfc822; ann@cust.example\nAction: ${action}\nStatus: 2.0.0`,
      [],
    ]),
    [
      'each recipient by itself',
      [
        'Final-Recipient: rfc822; ann@cust.example\nAction: failed\nStatus: 5.1.1',
        'Final-Recipient: rfc822; bob@cust.example\nAction: relayed\nStatus: 2.1.9',
        'Final-Recipient: rfc822; eve@cust.example\nAction: failed\nStatus: 4.2.2',
      ].join('\n\n'),
      [
        { recipient: 'ann@cust.example', status: '5.1.1', hard: true },
        { recipient: 'eve@cust.example', status: '4.2.2', hard: false },
      ],
    ],
  ]
  for (const [what, fields, expected] of table)
    it(`tell of ${what}`, () => {
      assert.deepEqual(bouncesOf(report(fields)), expected)
      assert.deepEqual(bouncesOf(report(fields).replaceAll('\n', '\r\n')), expected)
      assert.deepEqual(bouncesOf(report(fields).replaceAll('\n', '\r')), expected)
    })

  it('are found in the text where a system writes them there', () => {
    const words = 'Sorry.\n\nFinal-Recipient: rfc822; ann@cust.example\nAction: failed\nStatus: 5.1.1\n'
    assert.deepEqual(bouncesOf(plain(words)), one('ann@cust.example', '5.1.1', true))
  })

  it('are read out of base64 too', () => {
    const fields = btoa('Final-Recipient: rfc822; ann@cust.example\nAction: failed\nStatus: 5.1.1\n')
    const raw = `Content-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n${fields}`
    assert.deepEqual(bouncesOf(raw), one('ann@cust.example', '5.1.1', true))
  })
})

describe('Words of a mail system', () => {
  const copy =
    '\n\n--- Below this line is a copy of the message.\n\nReceived: by mx\nTo: bob@cust.example\n\n552 mailbox full'
  const table: [what: string, raw: string, expected: ReturnType<typeof bouncesOf>][] = [
    [
      'an address before a colon (qmail)',
      plain(`Hi. This is the qmail-send program.\n\n<ann@cust.example>:\n550 5.1.1 no such user${copy}`),
      one('ann@cust.example', '5.1.1', true),
    ],
    [
      'two of them, each with its own answer',
      plain('<ann@cust.example>:\nmailbox is full\n\n<bob@cust.example>:\n550 user unknown\n'),
      [
        { recipient: 'ann@cust.example', status: '5.2.2', hard: false },
        { recipient: 'bob@cust.example', status: '5.1.1', hard: true },
      ],
    ],
    [
      'an address on a line (exim)',
      plain('The following address(es) failed:\n\n  ann@cust.example\n    retry timeout exceeded\n'),
      one('ann@cust.example', '4.4.7', false),
    ],
    [
      'a header of its own (exim, gmail)',
      plain('It failed. 550 User unknown', 'X-Failed-Recipients: ann@cust.example\n'),
      one('ann@cust.example', '5.1.1', true),
    ],
    [
      'the command that was refused',
      plain(
        'MAIL FROM:<support@vendor.example>\n>>> RCPT TO:<ann@cust.example>\n<<< 450 4.2.0 try again later',
      ),
      one('ann@cust.example', '4.2.0', false),
    ],
    [
      'a notification of a provider',
      plain(
        '{"bouncedRecipients":[{"emailAddress":"ann@cust.example","status":"5.1.1"}],"source":"support@vendor.example"}',
      ),
      one('ann@cust.example', '5.1.1', true),
    ],
    [
      'nobody, but the mail comes back',
      plain(
        'It did not go: 550 host unknown\n----- Unsent message follows -----\nTo: ann@cust.example\n\nHello',
      ),
      one('ann@cust.example', '5.1.2', true),
    ],
    ['nobody at all', plain('It did not go: 550'), [{ recipient: null, status: '5.0.0', hard: false }]],
    [
      'a delay that it goes on trying',
      plain('Warning message only: you do not need to resend it.\nann@cust.example\nuser unknown'),
      one('ann@cust.example', '5.1.1', false),
    ],
  ]
  for (const [what, raw, expected] of table)
    it(`name ${what}`, () => assert.deepEqual(bouncesOf(raw), expected))

  it('of a provider count only where it notifies of a bounce', () => {
    const notified = (kind: string) =>
      bouncesOf(plain(`{"notificationType":"${kind}","recipients":[{"emailAddress":"ann@cust.example"}]}`))
    assert.equal(notified('Bounce').length, 1)
    assert.equal(notified('DeliveryDelay').length, 1)
    assert.deepEqual(notified('Delivery'), [])
  })

  it('count for nothing where they stand in the mail that came back', () => {
    const [bounce] = bouncesOf(plain(`<ann@cust.example>:\nIt was refused.${copy}`))
    assert.deepEqual(bounce, { recipient: 'ann@cust.example', status: '5.0.0', hard: false })
    const [without] = bouncesOf(plain('<ann@cust.example>:\nIt was refused. 552 mailbox full'))
    assert.equal(without?.status, '5.2.2')
  })
})

it('Whatever arrives, a report is read: each status is one, and no address is lost that may pass', () => {
  const words = fc.constantFrom(
    '<a@b.example>:',
    '550',
    '5.1.1',
    'user unknown',
    '--edge',
    '\n',
    '\r',
    'Status: 4.2.2',
    'Action: delayed',
    'Final-Recipient: rfc822; a@b.example',
    'Content-Type: multipart/mixed; boundary=edge',
    '=',
    'é',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string()), { maxLength: 60 }), (pieces) => {
      for (const bounce of bouncesOf(pieces.join('\n'))) {
        assert.match(bounce.status, /^[45]\.\d{1,3}\.\d{1,3}$/)
        if (bounce.status.startsWith('4')) assert.equal(bounce.hard, false)
      }
    }),
  )
})
