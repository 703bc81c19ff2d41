import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decodeText } from './decode-text.ts'
import { decodeWords } from './decode-words.ts'
import { readParameters } from './header-parameters.ts'

const hex = (digits: string) => Buffer.from(digits.replaceAll(' ', ''), 'hex')

test('A text is decoded as its charset says, and as its bytes say where the charset lies or is unknown', () => {
  const rows: [label: string | undefined, bytes: Buffer, text: string][] = [
    ['utf-8', Buffer.from('Grüße'), 'Grüße'],
    ['iso-8859-1', hex('47 72 fc df 65'), 'Grüße'],
    ['"ISO8859-15"', hex('a4'), '€'],
    ['CP1250', hex('e8'), 'č'],
    ['windows-1252http-equiv', hex('80'), '€'],
    ['koi8-r', hex('d0 d2 c9 d7 c5 d4'), 'привет'],
    ['ks_c_5601-1987', hex('c7 d1 b1 b9'), '한국'],
    ['x-sjis', hex('83 63 81 5b 83 8b'), 'ツール'],
    ['iso-2022-jp', hex('1b 24 42 24 22 1b 28 42'), 'あ'],
    // Never read: markup would hide in it.
    ['utf-7', Buffer.from('+ADw-b+AD4-'), '+ADw-b+AD4-'],
    // No label, or one that does not fit.
    [undefined, hex('47 72 fc df 65'), 'Grüße'],
    [undefined, Buffer.from('Grüße'), 'Grüße'],
    ['us-ascii', Buffer.from('Grüße'), 'Grüße'],
    ['no-such-charset', hex('47 72 fc df 65'), 'Grüße'],
    ['utf-8', hex('47 72 fc df 65'), 'Grüße'],
    ['iso-2022-jp', hex('83 63 81 5b 83 8b'), 'ツール'],
    [undefined, hex('d7 aa b7 a2 a3 ba d5 fb cc e5 cc e1 c9 fd'), '转发：整体提升'],
    [undefined, hex('ef f0 e8 e2 e5 f2'), 'привет'],
    ['utf-8', Buffer.concat([Buffer.from('Grüße ünd ö'), hex('c3')]), 'Grüße ünd ö\ufffd'],
  ]
  for (const [label, bytes, text] of rows) assert.equal(decodeText(bytes, label), text, `${label} ${text}`)
})

test('No bytes and no charset make decoding throw', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      fc.option(fc.string(), { nil: undefined }),
      (bytes, label) => {
        assert.equal(typeof decodeText(bytes, label), 'string')
      },
    ),
  )
})

test('Encoded words in a header are read, also where they are written wrongly', () => {
  const rows: [value: string, text: string][] = [
    ['=?utf-8?Q?Gr=C3=BC=C3=9Fe?=', 'Grüße'],
    ['=?ISO-8859-1?q?Gr=FC=DFe_aus?= Bonn', 'Grüße aus Bonn'],
    // The two bytes of one character stand in two words.
    ['=?utf-8?B?R3LD?=\t=?utf-8?B?vMOf?=', 'Grüß'],
    ['=?utf-8?Q?a?= b =?utf-8?Q?c?=', 'a b c'],
    ['=?utf-8?Q?with space?=', 'with space'],
    ['=?utf-8*de?Q?a?=', 'a'],
    ['"=?utf-8?Q?quoted?="', '"quoted"'],
    ['Gr\xfc\xdfe', 'Grüße'],
    ['=?utf-8?Q?broken', '=?utf-8?Q?broken'],
    ['plain', 'plain'],
  ]
  for (const [value, text] of rows) assert.equal(decodeWords(value), text)
})

test('A file name is read however a mail program writes it', () => {
  const rows: [header: string, name: string | undefined][] = [
    ['attachment; filename="a;b.pdf"', 'a;b.pdf'],
    ['attachment; filename=my report.pdf', 'my report.pdf'],
    [`attachment; filename*=utf-8''Gr%C3%BC%C3%9Fe.txt`, 'Grüße.txt'],
    [`attachment; filename*0*=iso-8859-1'de'Gr%FC; filename*1=sse; filename*2*=%2Etxt`, 'Grüsse.txt'],
    ['attachment; filename*1="b.txt"; filename*0="a"', 'ab.txt'],
    [`attachment; filename="plain.txt"; filename*=utf-8''b%C3%A9.txt`, 'bé.txt'],
    ['attachment; filename="=?utf-8?Q?Gr=C3=BC=C3=9Fe.txt?="', 'Grüße.txt'],
    ['attachment; filename="Gr\xfc\xdfe.txt"', 'Grüße.txt'],
    ['attachment; filename="a \\"b\\".txt"', 'a "b".txt'],
    ['attachment; filename="unclosed.txt', 'unclosed.txt'],
    ['attachment; FileName = spaced.txt ; size=3', 'spaced.txt'],
    ['attachment', undefined],
  ]
  for (const [header, name] of rows) {
    const read = readParameters(header)
    assert.equal(read.parameters.get('filename'), name, header)
    assert.equal(read.value, 'attachment')
  }
})
