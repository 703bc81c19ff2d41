import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseMail } from './parse-mail.ts'

const head = 'From: Ann <ann@alder.example>\r\nSubject: x\r\n'
const mixed = `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n`
const html = `${head}Content-Type: text/html\r\n\r\n`

function nested(depth: number): string {
  const open = Array.from(
    { length: depth },
    (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
  )
  return `${head}${open.join('')}\r\nHi`
}

// Each is some megabytes of one thing: what breaks a reader that keeps a little for each of them.
const bombs: [name: string, message: string][] = [
  ['deep nesting', nested(10_000)],
  ['forwards of forwards', head + 'Content-Type: message/rfc822\r\n\r\n'.repeat(20_000)],
  ['a hundred thousand parts', `${mixed}${'--b\r\n\r\nx\r\n'.repeat(100_000)}--b--`],
  ['boundaries only', mixed + '--b\r\n'.repeat(1_000_000)],
  ['boundaries within lines', mixed + '--b--b'.repeat(1_000_000)],
  ['folded header lines', `${head}X: a\r\n${' b\r\n'.repeat(300_000)}\r\nHi`],
  ['a hundred thousand addresses', `${head}Cc: ${'a@b.example, '.repeat(100_000)}\r\n\r\nHi`],
  ['encoded words', `${head}X: ${'=?utf-8?q?a'.repeat(100_000)}\r\n\r\nHi`],
  ['parameters', `${head}Content-Type: text/plain; ${'a*1=b;'.repeat(100_000)}\r\n\r\nHi`],
  ['base64', `${head}Content-Transfer-Encoding: base64\r\n\r\n${'QUFB=='.repeat(2_000_000)}`],
  [
    'quoted-printable',
    `${head}Content-Transfer-Encoding: quoted-printable\r\n\r\n${'=41'.repeat(4_000_000)}`,
  ],
  ['soft line ends', `${head}Content-Transfer-Encoding: quoted-printable\r\n\r\n${'= '.repeat(6_000_000)}`],
  ['uuencoded files', `${head}\r\n${'begin 644 a\n'.repeat(1_000_000)}`],
  ['zero bytes', `${head}\r\n${'\0'.repeat(10_000_000)}`],
  ['lone CR', `${head.replaceAll('\n', '')}\r${'a\r'.repeat(5_000_000)}`],
  ['line ends', head + '\r\n'.repeat(5_000_000)],
  ['spaces before a word', `${head}\r\n${`${' '.repeat(900_000)}x`.repeat(10)}`],
  ['deep HTML', html + '<b>'.repeat(500_000)],
  ['paragraphs', html + '<p>x'.repeat(480_000)],
  ['open tags', html + '<style '.repeat(1_000_000)],
  ['spaces in HTML', `${html}<p>${`${' '.repeat(90_000)}x`.repeat(10)}</p>`],
  ['nested tables', html + '<table><tr><td>x'.repeat(290)],
  ['nested quotes', `${html}${'<blockquote>x'.repeat(290)}${'a<br>'.repeat(40_000)}`],
  ['entities', html + '&nbsp;'.repeat(160_000)],
  ['angles', html + '<'.repeat(1_900_000)],
]

test('No message takes long or much, and each is still read', async () => {
  for (const [name, message] of bombs) {
    const parsed = await parseMail(Buffer.from(message, 'latin1'))
    assert.ok(parsed.ok, `${name}: ${parsed.ok ? '' : parsed.problem}`)
    assert.equal(parsed.mail.from?.address, 'ann@alder.example', name)
    assert.ok(parsed.mail.text.length <= 100_000, name)
  }
})

test('What is no message, or one whose headers never end, is given back as unreadable', async () => {
  assert.deepEqual(await parseMail(Buffer.from('\x00\x01\x02 no header')), {
    ok: false,
    problem: 'It is no mail message.',
  })
  const endless = await parseMail(Buffer.from('X-A: b\r\n'.repeat(300_000)))
  assert.deepEqual(endless, { ok: false, problem: 'Its headers are too large.' })
})
