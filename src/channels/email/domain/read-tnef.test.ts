import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readTnef } from './read-tnef.ts'
import { rtfText, unpackRtf } from './rtf-text.ts'

const u16 = (value: number) => Buffer.of(value & 0xff, value >> 8)
const u32 = (value: number) => Buffer.concat([u16(value & 0xffff), u16(value >>> 16)])
const padded = (value: Buffer) => Buffer.concat([value, Buffer.alloc((4 - (value.length % 4)) % 4)])

const attribute = (level: number, id: number, value: Buffer) =>
  Buffer.concat([Buffer.of(level), u16(id), u16(6), u32(value.length), value, u16(0)])

const property = (kind: number, id: number, value: Buffer) =>
  Buffer.concat([u16(kind), u16(id), u32(1), u32(value.length), padded(value)])

const properties = (...all: Buffer[]) => Buffer.concat([u32(all.length), ...all])
const packet = (...attributes: Buffer[]) => Buffer.concat([u32(0x223e9f78), u16(1), ...attributes])
const utf16 = (text: string) => Buffer.from(`${text}\0`, 'utf16le')

const start = attribute(2, 0x9002, Buffer.alloc(14))
const title = (name: string) => attribute(2, 0x8010, Buffer.from(`${name}\0`, 'latin1'))
const data = (text: string) => attribute(2, 0x800f, Buffer.from(text))

test('What Outlook packed into a winmail.dat comes out: text, and files with their long names', () => {
  const read = readTnef(
    packet(
      attribute(1, 0x9007, u32(1250)),
      attribute(1, 0x9003, properties(property(0x1f, 0x1000, utf16('Grüße')))),
      start,
      title('SHORT~1.TXT'),
      data('one'),
      attribute(
        2,
        0x9005,
        properties(
          property(0x1f, 0x3707, utf16('the long name.txt')),
          property(0x1e, 0x370e, Buffer.from('Text/Plain\0')),
        ),
      ),
      start,
      title('\xe8.bin'),
      data('two'),
    ),
  )
  assert.equal(read?.text, 'Grüße')
  assert.deepEqual(
    read?.files.map(({ name, mediaType, content }) => [name, mediaType, content.toString()]),
    [
      ['the long name.txt', 'text/plain', 'one'],
      ['č.bin', 'application/octet-stream', 'two'],
    ],
  )
})

test('A file of a winmail.dat is of a type that a header can say, whatever the packet calls it', () => {
  const typed = (mime: string) =>
    readTnef(
      packet(
        start,
        title('a'),
        data('x'),
        attribute(2, 0x9005, properties(property(0x1f, 0x370e, utf16(mime)))),
      ),
    )?.files[0]?.mediaType
  for (const mime of ['text/html\r\nSet-Cookie: a=b', 'text/pl\u2028ain', 'größe/x', 'text', 'a b/c', ' '])
    assert.equal(typed(mime), 'application/octet-stream', JSON.stringify(mime))
  assert.equal(typed('Application/PDF'), 'application/pdf')
})

test('What is no packet is none, and one that is cut off gives what came before', () => {
  const whole = packet(start, title('a.txt'), data('one'), start, title('b.txt'), data('two'))
  assert.equal(readTnef(Buffer.from('hello')), undefined)
  assert.deepEqual(
    readTnef(whole.subarray(0, -8))?.files.map(({ name }) => name),
    ['a.txt'],
  )
  assert.equal(readTnef(whole)?.files.length, 2)
})

test('No bytes make the reader of packets throw or grow', () => {
  const bytes = fc.uint8Array({ maxLength: 400 })
  fc.assert(
    fc.property(bytes, fc.constantFrom(0x9003, 0x9005, 0x800f, 0x8010), (value, id) => {
      const read = readTnef(packet(start, attribute(2, id, Buffer.from(value)), Buffer.from(value)))
      assert.ok(read !== undefined && read.files.length <= 200)
      const rtf = unpackRtf(
        Buffer.concat([u32(0), u32(0xffffffff), Buffer.from('LZFu'), u32(0), Buffer.from(value)]),
        10_000,
      )
      assert.ok(rtf !== undefined && rtf.length <= 10_000)
      assert.equal(typeof rtfText(Buffer.from(value).toString('latin1')), 'string')
    }),
  )
})

test('Rich text is unpacked and read without its formats', () => {
  // The example of MS-OXRTFCP, 4.1.1.
  const packed = Buffer.from(
    '2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0',
    'hex',
  )
  const rtf = unpackRtf(packed, 1_000)?.toString('latin1')
  assert.equal(rtf, '{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n')
  assert.equal(rtfText(rtf ?? '').trim(), 'hello world')
  assert.equal(
    rtfText("{\\rtf1{\\fonttbl{\\f0 Arial;}}a\\par b\\'e4\\u8364?c{\\*\\x y}\\{d\\}}"),
    'a\nbä€c{d}',
  )
})
