import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fieldOf, readSections } from './report-sections.ts'

const mixed = (parts: string[]) =>
  [
    'Content-Type: multipart/mixed; boundary=edge',
    '',
    ...parts.flatMap((part) => ['--edge', part]),
    '--edge--',
  ].join('\n')

test('A report is read part by part, whatever ends its lines', () => {
  const raw = mixed([
    'Content-Type: text/plain\n\none',
    'Content-Type: message/delivery-status\n\nStatus: 5.1.1',
  ])
  const expected = [
    { type: 'text/plain', text: 'one' },
    { type: 'message/delivery-status', text: 'Status: 5.1.1' },
  ]
  for (const end of ['\n', '\r\n', '\r']) assert.deepEqual(readSections(raw.replaceAll('\n', end)), expected)
})

test('A part may have no header, and the last one no end', () => {
  const raw =
    'Content-Type: multipart/mixed; boundary="edge"\n\n--edge\n\none\n--edge\nContent-Type: text/plain\n\ntwo'
  assert.deepEqual(
    readSections(raw).map(({ text }) => text),
    ['one', 'two'],
  )
})

test('What is named multipart and has no part is one text', () => {
  const raw = 'Content-Type: multipart/report; boundary=edge\n\nNo part at all.'
  assert.deepEqual(readSections(raw), [{ type: 'text/plain', text: 'No part at all.' }])
})

test('Texts come out of their encodings and character sets', () => {
  const encoded = (encoding: string, charset: string, body: string) =>
    readSections(
      `Content-Type: text/plain; charset=${charset}\nContent-Transfer-Encoding: ${encoding}\n\n${body}`,
    )[0]?.text
  assert.equal(encoded('quoted-printable', 'utf-8', 'un=C3=A9 lon=\ngue'), 'uné longue')
  assert.equal(encoded('base64', 'utf-8', 'w6k='), 'é')
  assert.equal(encoded('base64', 'utf-8', 'w6k'), 'é')
  assert.equal(encoded('7bit', 'iso-2022-jp', '\u001b$B8+$D\u001b(B'), '見つ')
  assert.equal(encoded('8bit', 'no-such-set', '\u00e9'), 'é')
})

test('HTML is read as its text, with addresses in angle brackets kept', () => {
  const html = '<style>p{}</style><p>To <b>Ann</b> &lt;ann@cust.example&gt;</p><br>done'
  const [part] = readSections(`Content-Type: text/html\n\n${html}`)
  assert.match(part?.text ?? '', /To Ann <ann@cust\.example>\s+done/)
})

test('A returned message stays one part, with its own parts inside', () => {
  const inner = mixed(['Content-Type: text/plain\n\ninside']).replaceAll('edge', 'inner')
  const sections = readSections(mixed([`Content-Type: message/rfc822\n\n${inner}`]))
  assert.deepEqual(
    sections.map(({ type }) => type),
    ['message/rfc822'],
  )
  assert.match(sections[0]?.text ?? '', /inside/)
})

test('A field is found by its name, unfolded', () => {
  const block = 'Status: 5.1.1\nDiagnostic-Code: smtp;\n 550 no\n\tsuch user\nAction: failed'
  assert.equal(fieldOf(block, 'diagnostic-code'), 'smtp; 550 no such user')
  assert.equal(fieldOf(block, 'reporting-mta'), '')
})
