import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { createMailReaders } from '#channels/email/server/mail-readers.ts'
import { parseMail, readerScript } from '#channels/email/server/parse-mail.ts'
import type { StoredAttachment } from '#channels/email/server/tables.ts'
import { buildMailWorld } from '../support/build-mail-world.ts'

const readers = createMailReaders({ count: 2, script: readerScript })
const world = await buildMailWorld({ readers })
after(async () => {
  readers.close()
  await world.close()
})

type Placed = {
  state: string
  reason_code: string | null
  raw_sha256: string
  subject: string
  body: string
  attachments: StoredAttachment[]
  verdict: { warnings: string[] } | null
}

let count = 0
/** Delivers what stands after the plain headers, over SMTP, and places it; a plain mail beside it gets through. */
async function placed(rest: string, head: string[] = []): Promise<Placed> {
  const id = `<mi${(count += 1)}@test.example>`
  const fields = ['From: ann@alder.example', 'To: support@vendor.example', `Message-ID: ${id}`, ...head]
  await world.deliver(Buffer.from(`${fields.join('\r\n')}\r\n${rest}`, 'latin1'), {
    from: 'ann@alder.example',
  })
  const beside = `<beside${count}@test.example>`
  const plain = `From: bob@alder.example\r\nSubject: Beside\r\nMessage-ID: ${beside}\r\n\r\nIt is ${count}.\r\n`
  await world.deliver(plain, { from: 'bob@alder.example' })
  await world.runJobs(2)
  const states = await world.query<{ state: string }>(
    'select state from inbound_mail where message_id = $1',
    [beside],
  )
  assert.deepEqual(states, [{ state: 'case' }])
  const [row] = await world.query<Placed>(
    `select * from inbound_mail where from_address = 'ann@alder.example' or reason_code = 'unreadable'
     order by received_at desc, id desc limit 1`,
  )
  return row ?? assert.fail()
}

/** The longest that the event loop stood still while something was done. */
async function longestGap(work: () => Promise<unknown>): Promise<number> {
  let last = performance.now()
  let longest = 0
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 5)
  await work()
  clearInterval(beat)
  return longest
}

const mixed = 'Subject: Parts\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n'

test('MI-01: Fifty thousand nested multiparts become a case with the message kept', async () => {
  const open = Array.from(
    { length: 50_000 },
    (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
  )
  const found = await placed(`Subject: Nested\r\n${open.join('')}\r\nHi`)
  assert.equal(found.state, 'case')
  assert.match(found.verdict?.warnings.join() ?? '', /nested very deeply/)
})

test('MI-02: Of 300,000 parts 500 are read, and meanwhile the server goes on', async () => {
  let found: Placed | undefined
  const gap = await longestGap(async () => {
    found = await placed(`${mixed}${'--b\r\n\r\nx\r\n'.repeat(300_000)}--b--`)
  })
  assert.equal(found?.state, 'case')
  assert.match(found.verdict?.warnings.join() ?? '', /very many parts/)
  // A busy machine may take the processor away; a thread that reads it itself stands still for seconds.
  assert.ok(gap < 1_000, `the event loop stood still for ${Math.round(gap)} ms`)
})

test('MI-03: A chain of 20,000 forwarded messages stays one attachment', async () => {
  const found = await placed(
    `${mixed}--b\r\n\r\nHi\r\n--b\r\n${'Content-Type: message/rfc822\r\n\r\n'.repeat(20_000)}`,
  )
  assert.equal(found.state, 'case')
  assert.equal(found.attachments.length, 1)
})

test('MI-04: Headers of seven megabytes are not read, and of 100,000 references 200 are kept', async () => {
  const large = await placed(`Subject: Large\r\nX-Long: ${'a\r\n '.repeat(1_750_000)}b\r\n\r\nHi`)
  assert.deepEqual([large.state, large.reason_code], ['triage', 'unreadable'])
  const many = `Subject: Many\r\nReferences:${' <a@b.example>'.repeat(100_000)}\r\n\r\nHi`
  assert.equal((await placed(many)).state, 'case')
  const read = await parseMail(Buffer.from(many), readers)
  assert.ok(read.ok && read.mail.references.length === 200)
})

test('MI-05: Of a message to 250,000 addresses 200 are kept, and folding them stops nobody else', async () => {
  const flat = `Subject: To all\r\nCc: ${'a@b.cc,'.repeat(250_000)}c@b.cc\r\n\r\nHi`
  assert.equal((await placed(flat)).state, 'case')
  const read = await parseMail(Buffer.from(flat), readers)
  assert.ok(read.ok && read.mail.cc.length === 200)
  // Its sender cannot be checked within the limits, so that people look at it.
  const found = await placed(`Subject: Folded\r\nCc: ${'a@b.cc,\r\n '.repeat(150_000)}c@b.cc\r\n\r\nHi`)
  assert.deepEqual([found.state, found.reason_code], ['triage', 'sender_unchecked'])
})

test('MI-06: No character set makes a message unreadable, and UTF-7 is never read', async () => {
  const sets = [
    'utf-7',
    'utf-16',
    '__proto__',
    'constructor',
    'iso-2022-kr',
    'x-user-defined',
    'hz-gb-2312',
    '"',
  ]
  for (const charset of sets) {
    const body = `+ADw-script+AD4- \x1b$)C\x0e!! ~{<:Ky2 ${'\x1b$B\x1b(B'.repeat(2_000)}`
    const found = await placed(
      `Subject: In ${count}\r\nContent-Type: text/plain; charset=${charset}\r\n\r\n${body}`,
    )
    assert.equal(found.state, 'case', charset)
    assert.ok(!found.body.includes('<script'), charset)
  }
})

test('MI-07: NUL and signs that turn or hide text are left out of subject, text and file names', async () => {
  const hidden = '=?utf-8?q?in=00voice=E2=80=AEfdp=E2=81=A6.exe?='
  const found = await placed(
    `${mixed.replace('Parts', hidden)}--b\r\n\r\nHi\0 there\r\n--b\r\nContent-Type: text/x; name="${hidden}"\r\n\r\nx\r\n--b--`,
  )
  assert.equal(found.state, 'case')
  assert.equal(found.subject, 'invoicefdp.exe')
  assert.deepEqual([found.body, found.attachments.map(({ name }) => name)], ['Hi there', ['invoicefdp.exe']])
})

test('MI-07: NUL in what threads or signs a message keeps it from nobody, and passes no block', async () => {
  const signature = 'DKIM-Signature: v=1; a=rsa-sha256; d=ald\0er.example; s=a\0b; h=from; bh=AAAA; b=AAAA'
  const ids = ['In-Reply-To: <q\0r@test.example>', 'References: <x\u0085y@test.example> <a@test.example>']
  const found = await placed('Subject: NUL\r\n\r\nHi', [...ids, signature])
  assert.deepEqual([found.state, found.subject], ['case', 'NUL'])
  await world.query(
    `insert into blocked_senders (id, what, sender, reason, blocked_at, by_name)
     values (gen_random_uuid(), 'address', 'eve@evil.example', 'x', now(), 'Ada')`,
  )
  const evil = { from: 'eve@evil.example' }
  const raw = `From: eve@evil.example\r\nMessage-ID: <a\0b@evil.example>\r\n${signature}\r\n\r\nHi`
  await world.deliver(Buffer.from(raw, 'latin1'), evil)
  await world.runJobs()
  const rows = await world.query(`select state, reason_code from inbound_mail where envelope_from = $1`, [
    evil.from,
  ])
  assert.deepEqual(rows, [{ state: 'discarded', reason_code: 'blocked_sender' }])
})

const attached = (type: string, name: string, content: Buffer) =>
  `${mixed}--b\r\n\r\nHi\r\n--b\r\nContent-Type: ${type}; name=${name}\r\nContent-Transfer-Encoding: base64\r\n\r\n${content.toString('base64').replaceAll(/.{76}/g, '$&\r\n')}\r\n--b--`

test('MI-08: A file that would unpack to a thousand times its size is kept as the bytes that came', async () => {
  const bomb = gzipSync(Buffer.alloc(100_000_000))
  const packed = `Content-Type: application/octet-stream; name=report.xlsx\r\nContent-Transfer-Encoding: base64\r\n\r\n`
  const { state, attachments } = await placed(
    `${mixed}--b\r\n\r\nHello\r\n--b\r\n${packed}${bomb.toString('base64').replaceAll(/.{76}/g, '$&\r\n')}\r\n--b--\r\n`,
  )
  assert.equal(state, 'case')
  assert.deepEqual(
    attachments.map(({ name, bytes, sha256 }) => [name, bytes, sha256]),
    [['report.xlsx', bomb.length, createHash('sha256').update(bomb).digest('hex')]],
  )
  assert.ok(readers.peaks().bytes < 300_000_000)
})

test('MI-09: A broken packet of Outlook stays an attachment', async () => {
  const start = Buffer.from('223e9f78', 'hex')
  for (const content of [start, Buffer.concat([start, randomBytes(5_000)]), Buffer.alloc(1_000_000, 0xff)]) {
    const found = await placed(attached('application/ms-tnef', 'winmail.dat', content))
    assert.equal(found.state, 'case')
    assert.deepEqual(
      found.attachments.map(({ name, bytes }) => [name, bytes]),
      [['winmail.dat', content.length]],
    )
  }
})

test('MI-10: What is encrypted or signed is kept as it came, whatever is in it', async () => {
  for (const [type, name] of [
    ['application/pkcs7-mime', 'smime.p7m'],
    ['application/pgp-encrypted', 'message.asc'],
  ] as const) {
    const content = randomBytes(3_000)
    const found = await placed(attached(type, name, content))
    assert.equal(found.state, 'case')
    assert.deepEqual(
      found.attachments.map((file) => [file.name, file.bytes]),
      [[name, content.length]],
    )
  }
})

test('MI-11: A message that breaks every reader is put aside at once, whole, and the others are placed', async () => {
  const breaking = createMailReaders({
    count: 1,
    script: new URL('../support/breaking-reader.ts', import.meta.url),
  })
  const other = await buildMailWorld({ readers: breaking })
  try {
    const raw = 'From: ann@alder.example\r\nSubject: crash\r\n\r\nBoom\r\n'
    await other.deliver(raw, { from: 'ann@alder.example' })
    await other.deliver(raw.replace('crash', 'fine'), { from: 'ann@alder.example' })
    await other.runJobs()
    const rows = await other.query<{
      state: string
      reason_code: string | null
      attempts: number
      bytes: number
    }>('select state, reason_code, attempts, bytes from inbound_mail order by received_at')
    assert.deepEqual(rows[0], { state: 'triage', reason_code: 'unreadable', attempts: 1, bytes: raw.length })
    assert.equal(rows[1]?.state, 'triage')
    assert.notEqual(rows[1]?.reason_code, 'unreadable')
  } finally {
    breaking.close()
    await other.close()
  }
})
