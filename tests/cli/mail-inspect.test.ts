import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { InspectedMail } from '#channels/email/domain/inspected-mail.ts'
import { environmentOfTheMachine, runCommandLine } from '../support/product-process.ts'

let folder = ''
/** Reading needs neither a database nor a data folder: one that cannot be made shows that none is touched. */
const fourline = (args: string[], input?: string) =>
  runCommandLine(args, {
    env: { ...environmentOfTheMachine(), FOURLINE_DATA: path.join(import.meta.filename, 'data') },
    ...(input === undefined ? {} : { input }),
  })

const written = (name: string, lines: string[]): string => {
  const file = path.join(folder, name)
  writeFileSync(file, lines.join('\r\n'))
  return file
}

const reply = () =>
  written('reply.eml', [
    'From: Ann Alder <ann@alder.example>',
    'To: support@vendor.example',
    'Cc: bob@alder.example',
    'Subject: =?utf-8?Q?Re:_Import_f=C3=A4llt_aus?=',
    'Date: Mon, 02 Mar 2026 10:00:00 +0100',
    'Message-ID: <m2@alder.example>',
    'In-Reply-To: <m1@vendor.example>',
    'References: <m0@alder.example> <m1@vendor.example>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=edge',
    '',
    '--edge',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'It is version 4.',
    '',
    'On Mon, 2 Mar 2026, support@vendor.example wrote:',
    '> Which version is it?',
    '--edge',
    'Content-Type: text/csv; name=rows.csv',
    'Content-Disposition: attachment; filename=rows.csv',
    'Content-Transfer-Encoding: base64',
    '',
    'YSxi',
    '--edge--',
    '',
  ])

const bounce = () =>
  written('bounce.eml', [
    'Return-Path: <>',
    'From: MAILER-DAEMON@mx.alder.example',
    'To: support@vendor.example',
    'Subject: Returned mail',
    '',
    '<ann@alder.example>:',
    '550 5.1.1 User unknown',
    '',
  ])

before(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'fourline-inspect-'))
})
after(() => rmSync(folder, { recursive: true, force: true }))

describe('fourline mail inspect', () => {
  it('says how each message is read, in the order given, and why one cannot be', async () => {
    const missing = path.join(folder, 'missing.eml')
    const { code, stdout, stderr } = await fourline(['mail', 'inspect', bounce(), missing, reply()])
    assert.equal(code, 0, stderr)
    const [first, second, third]: InspectedMail[] = JSON.parse(stdout)
    assert.equal(first?.class, 'bounce')
    assert.deepEqual(first?.bounces, [{ recipient: 'ann@alder.example', status: '5.1.1', hard: true }])
    assert.equal(second?.file, missing)
    assert.equal(second?.from, null)
    assert.match(second?.warnings[0] ?? '', /no such file/)
    const { file, text, ...read } = third ?? assert.fail('three entries')
    assert.equal(path.basename(file), 'reply.eml')
    assert.match(text, /^It is version 4\.[^]*Which version is it\?$/)
    assert.deepEqual(read, {
      from: { address: 'ann@alder.example', name: 'Ann Alder' },
      to: ['support@vendor.example'],
      cc: ['bob@alder.example'],
      subject: 'Re: Import fällt aus',
      date: '2026-03-02T09:00:00.000Z',
      messageId: 'm2@alder.example',
      inReplyTo: 'm1@vendor.example',
      references: ['m0@alder.example', 'm1@vendor.example'],
      class: 'message',
      bounces: [],
      replyText: 'It is version 4.',
      attachments: [
        {
          name: 'rows.csv',
          type: 'text/csv',
          bytes: 3,
          sha256: createHash('sha256').update('a,b').digest('hex'),
          inline: false,
        },
      ],
      warnings: [],
    })
  })

  it('reads standard input, and knows mail of the support address it is told', async () => {
    const raw = 'From: help@vendor.example\r\nTo: ann@alder.example\r\nSubject: Hello\r\n\r\nHello.\r\n'
    const classOf = async (args: string[]) => {
      const { code, stdout, stderr } = await fourline(['mail', 'inspect', ...args, '-'], raw)
      assert.equal(code, 0, stderr)
      const [entry]: InspectedMail[] = JSON.parse(stdout)
      return entry?.class
    }
    assert.equal(await classOf(['--support', 'help@vendor.example']), 'own')
    assert.equal(await classOf([]), 'message')
  })

  it('gives what is too large for mail an entry without reading it', async () => {
    const file = path.join(folder, 'large.eml')
    writeFileSync(file, Buffer.concat([Buffer.from('Subject: Large\n\n'), Buffer.alloc(25_000_001, 'a')]))
    const { code, stdout } = await fourline(['mail', 'inspect', file])
    assert.equal(code, 0)
    const [entry]: InspectedMail[] = JSON.parse(stdout)
    assert.equal(entry?.subject, 'Large')
    assert.match(entry?.warnings[0] ?? '', /larger/)
  })

  it('says how it is used where no file is named, and explains itself in the help', async () => {
    const { code, stdout, stderr } = await fourline(['mail', 'inspect'])
    assert.deepEqual([code, stdout], [1, ''])
    assert.match(stderr, /mail inspect .*FILE/)
    assert.match((await fourline(['--help'])).stdout, /mail inspect/)
  })
})
