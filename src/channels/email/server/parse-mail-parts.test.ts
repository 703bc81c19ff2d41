import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mailLimits } from './mail-limits.ts'
import { readRawMail } from './parse-mail-parts.ts'

const head = 'From: Ann <ann@alder.example>\nTo: help@vendor.example\nSubject: Import\nMIME-Version: 1.0\n'

async function read(rest: string, before = head) {
  const parsed = await readRawMail(Buffer.from(`${before}${rest}`.replaceAll('\n', '\r\n'), 'latin1'))
  assert.ok(parsed.ok, parsed.ok ? '' : parsed.problem)
  const files = parsed.mail.attachments.map(({ name }, at) => [
    name,
    Buffer.from(parsed.contents[at] ?? []).toString(),
  ])
  return { ...parsed.mail, files }
}

const multipart = (kind: string, ...parts: string[]) =>
  `Content-Type: multipart/${kind}; boundary="=_b"\n\npreamble\n${parts.map((part) => `--=_b\n${part}\n`).join('')}--=_b--\nepilogue`

const plain = 'Content-Type: text/plain\n\nHello'
const html = 'Content-Type: text/html\n\n<p>Hello <b>there</b></p>'

test('The text is what people wrote, once, whatever forms it came in', async () => {
  const rows: [message: string, text: string, files: string[][]][] = [
    ['\nHello', 'Hello', []],
    [plain, 'Hello', []],
    [html, 'Hello there', []],
    [multipart('alternative', plain, html), 'Hello', []],
    [multipart('alternative', 'Content-Type: text/plain\n\n \n', html), 'Hello there', []],
    [
      multipart('mixed', html, 'Content-Type: text/plain\n\n-- list footer'),
      'Hello there\n\n-- list footer',
      [],
    ],
    [multipart('mixed', plain, plain), 'Hello\n\nHello', []],
    [multipart('mixed', plain, 'Content-Type: text/plain; name=a.txt\n\nfile'), 'Hello', [['a.txt', 'file']]],
    [
      multipart('mixed', plain, 'Content-Disposition: attachment\n\nfile'),
      'Hello',
      [['document.txt', 'file']],
    ],
    [
      multipart('mixed', html, html),
      'Hello there\n\nHello there',
      [['document.html', '<p>Hello <b>there</b></p>']],
    ],
    [
      multipart('report', plain, 'Content-Type: message/delivery-status\n\nStatus: 5.1.1'),
      'Hello',
      [['delivery-status.txt', 'Status: 5.1.1']],
    ],
    ['\nSee:\nbegin 644 a.txt\n%:&5L;&\\\n`\nend\n', 'See:', [['a.txt', 'hello']]],
  ]
  for (const [message, text, files] of rows) {
    const mail = await read(message)
    assert.deepEqual([mail.text, mail.files, mail.warnings], [text, files, []], message)
  }
})

test('HTML shows where its links lead, and only those that a reader may open', async () => {
  const page =
    '<a href="https://a.example/x">here</a> <a href="javascript:alert(1)">there</a><img src="data:x" alt="logo"><h1>Big</h1>'
  const { text } = await read(`Content-Type: text/html\n\n${page}`)
  assert.equal(text.replaceAll(/\s+/g, ' '), 'here [https://a.example/x] therelogo Big')
})

test('Boundaries that are missing, unclosed or named nowhere lose nothing', async () => {
  const rows: [message: string, text: string][] = [
    ['Content-Type: multipart/mixed; boundary=x\n\n--x\n\nHello\n', 'Hello'],
    ['Content-Type: multipart/mixed\n\n--abcd\nContent-Type: text/plain\n\nHello\n--abcd--\n', 'Hello'],
    [
      'Content-Type: multipart/mixed; boundary=wrong\n\n--abcd\nContent-Type: text/plain\n\nHello\n--abcd--\n',
      'Hello',
    ],
    ['Content-Type: multipart/mixed; boundary=x\n\nHello', 'Hello'],
    ['Content-Type: multipart\n\nHello', 'Hello'],
    // A boundary that begins with the one outside does not end it.
    [
      'Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: multipart/mixed; boundary=xy\n\n--xy\n\nHello\n--xy--\n--x\n\nBye\n--x--',
      'Hello\n\nBye',
    ],
  ]
  for (const [message, text] of rows) assert.equal((await read(message)).text, text, message)
})

test('Every attachment has a name, and no two have the same', async () => {
  const rows: [part: string, name: string][] = [
    ['Content-Type: image/png', 'image.png'],
    ['Content-Type: image/png; name=""', 'image1.png'],
    ['Content-Type: image/jpeg\nContent-ID: <photo.jpg@01D>', 'photo.jpg'],
    ['Content-Type: message/rfc822\n\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=', 'Grüße.eml'],
    ['Content-Type: message/rfc822\nContent-Description: Undelivered Message', 'Undelivered Message.eml'],
    ['Content-Type: message/rfc822', 'message.eml'],
    ['Content-Type: application/pkcs7-mime; smime-type=enveloped-data', 'smime.p7m'],
    ['Content-Type: application/x-unheard-of', 'file'],
    ['Content-Type: nonsense', 'file1'],
    ['Content-Type: application/pdf\nContent-Disposition: attachment; filename="../../etc/a.pdf"', 'a.pdf'],
  ]
  const mail = await read(multipart('mixed', plain, ...rows.map(([part]) => `${part}\n\nbytes`)))
  assert.deepEqual(
    mail.attachments.map(({ name }) => name),
    rows.map(([, name]) => name),
  )
})

test('A forwarded message stays whole, with what is attached to it', async () => {
  const inner = `${head}${multipart('mixed', plain, 'Content-Type: image/png\n\nbytes').replaceAll('=_b', '=_c')}`
  const mail = await read(multipart('mixed', plain, `Content-Type: message/rfc822\n\n${inner}`))
  assert.deepEqual(mail.files, [['Import.eml', inner]])
  assert.equal(mail.text, 'Hello')
})

test('An image within the text is marked as such, with the id by which the HTML names it', async () => {
  const image = (more: string) => `Content-Type: image/png\nContent-ID: <a@b>${more}\n\nbytes`
  const inline = async (message: string) =>
    (await read(message)).attachments.map((file) => [file.inline, file.contentId])
  assert.deepEqual(await inline(multipart('related', html, image(''))), [[true, 'a@b']])
  assert.deepEqual(await inline(multipart('mixed', html, image('\nContent-Disposition: inline'))), [
    [true, 'a@b'],
  ])
  assert.deepEqual(await inline(multipart('mixed', html, image(''))), [[false, 'a@b']])
})

test('An invitation says what it asks', async () => {
  const method = async (part: string) => (await read(multipart('alternative', plain, part))).calendarMethod
  assert.equal(await method('Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR'), 'REQUEST')
  assert.equal(await method('Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nMETHOD:REPLY'), 'REPLY')
  assert.equal(await method('Content-Type: text/calendar\n\nBEGIN:VCALENDAR'), null)
  assert.equal((await read('Content-Type: text/calendar\n\nBEGIN:VCALENDAR')).calendarMethod, 'PUBLISH')
  assert.equal(await method(html), null)
})

test('The sender shown is the first who has an address, and old line ends and folder lines do no harm', async () => {
  const rows = [
    'From: [????]\nFrom: Ann <ann@alder.example>\n\nHi',
    'From ann@alder.example  Tue Oct 23 14:55:00 2012\nFrom: Ann <ann@alder.example>\n\nHi',
    '   \n\nFrom: Ann <ann@alder.example>\n\nHi',
    'From: =?utf-8?q?Ann?= <ann@alder.example>\rSubject: x\r\rHi',
  ]
  for (const row of rows) {
    const parsed = await readRawMail(Buffer.from(row))
    assert.ok(parsed.ok)
    assert.deepEqual(parsed.mail.from, { address: 'ann@alder.example', name: 'Ann' }, row)
    assert.equal(parsed.mail.text, 'Hi')
  }
})

test('Beyond a limit a message is still read, with a warning that says so', async () => {
  const nested = (depth: number) => {
    let inner = plain
    for (let at = 0; at < depth; at++) {
      inner = `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n${inner}\n--b${at}--`
    }
    return inner
  }
  assert.deepEqual((await read(nested(mailLimits.depth))).warnings, [])
  assert.deepEqual((await read(nested(mailLimits.depth + 1))).warnings, [
    'Parts are nested very deeply: the innermost were left together.',
  ])
  const parts = (count: number) => multipart('mixed', ...Array.from({ length: count }, () => plain))
  assert.deepEqual((await read(parts(mailLimits.parts - 1))).warnings, [])
  assert.deepEqual((await read(parts(mailLimits.parts))).warnings, [
    'There are very many parts: the last ones were left out here.',
  ])
  const long = await read(`\n${'word '.repeat(30_000)}`)
  assert.deepEqual(
    long.attachments.map(({ name }) => name),
    ['message.txt'],
  )
  assert.match(long.warnings.join(), /cut here and attached whole/)
})

test('Nobody is taken for the sender of a message with more header fields than are read', async () => {
  const fields = (count: number) => Buffer.from(`${'X: y\r\n'.repeat(count)}${head}\r\nHi`)
  assert.equal((await readRawMail(fields(1_900))).ok, true)
  assert.deepEqual(await readRawMail(fields(2_000)), { ok: false, problem: 'It has too many header fields.' })
  const large = Buffer.from(`X: ${'y'.repeat(mailLimits.headerBytes)}\r\n${head}\r\nHi`)
  assert.deepEqual(await readRawMail(large), { ok: false, problem: 'Its headers are too large.' })
})
