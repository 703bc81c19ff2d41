import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { unflow } from './flowed-text.ts'
import { decodeTransfer } from './transfer-decoding.ts'
import { findUuencoded } from './uuencoded.ts'

const decoded = (text: string, encoding: string) =>
  decodeTransfer(Buffer.from(text, 'latin1'), encoding).toString('latin1')

test('The bytes of a part come out of their encoding, also where it is broken', () => {
  const rows: [encoding: string, text: string, bytes: string][] = [
    ['base64', 'aGVs\r\nbG8=\r\n', 'hello'],
    ['BASE64 ', 'aGVsbG8gd29y!bGQ', 'hello world'],
    ['base64', 'aGVsbG8=aGVsbG8=', 'hellohello'],
    [
      'base64',
      'This is no base64 at all, is it? No: it is (plain) text.',
      'This is no base64 at all, is it? No: it is (plain) text.',
    ],
    ['quoted-printable', 'a=3Db=\r\nc\r\nd', 'a=bc\r\nd'],
    ['quoted-printable', 'a=3db= \nc=zz=', 'a=bc=zz'],
    ['quoted-printable', 'a\nb', 'a\r\nb'],
    ['7bit', 'a\r\nb\r\n', 'a\nb\n'],
    ['', 'a\r\nb', 'a\nb'],
    ['unheard-of', 'a\r\nb', 'a\nb'],
    ['8bit', 'a\xe4\nb', 'a\xe4\r\nb'],
    ['binary', 'a\0\nb\r\n', 'a\0\nb\r\n'],
    ['x-uuencode', 'begin 644 a.txt\n%:&5L;&\\\n`\nend\n', 'hello'],
    ['x-uuencode', '%:&5L;&\\\n`\n', 'hello'],
  ]
  for (const [encoding, text, bytes] of rows)
    assert.equal(decoded(text, encoding), bytes, `${encoding} ${text}`)
})

test('What was encoded comes back byte for byte', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const lines = Buffer.from(bytes)
        .toString('base64')
        .replaceAll(/.{1,76}/g, '$&\r\n')
      assert.deepEqual(new Uint8Array(decodeTransfer(Buffer.from(lines), 'base64')), bytes)
      const quoted = [...bytes].map((byte) => `=${byte.toString(16).padStart(2, '0')}`).join('=\r\n')
      assert.deepEqual(new Uint8Array(decodeTransfer(Buffer.from(quoted), 'quoted-printable')), bytes)
    }),
  )
})

test('A file that stands uuencoded in a text leaves it; words that only begin like one stay', () => {
  const found = findUuencoded('See this:\nbegin 644 a b.txt\n%:&5L;&\\\n`\nend\nBye')
  assert.equal(found.text, 'See this:\nBye')
  assert.deepEqual(
    found.files.map(({ name, content }) => [name, content.toString()]),
    [['a b.txt', 'hello']],
  )
  for (const text of ['begin 644 the work\nby reading this\nend', 'begin at once', 'we\nbegin 644 x']) {
    assert.deepEqual(findUuencoded(text), { text, files: [] })
  }
})

test('Flowed lines become paragraphs again, quotes and signatures kept apart', () => {
  assert.equal(unflow('a \nb\nc', false), 'a b\nc')
  assert.equal(unflow('a \nb', true), 'ab')
  assert.equal(unflow('> a \n> b\nc', false), '> a b\nc')
  assert.equal(unflow('a\n-- \nAnn', false), 'a\n-- \nAnn')
  assert.equal(unflow(' >a', false), '>a')
})
