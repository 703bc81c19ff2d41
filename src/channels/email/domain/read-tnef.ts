import { plainMediaType } from '#platform/files/plain-media-type.ts'
import { decodeText } from './decode-text.ts'
import { rtfText, unpackRtf } from './rtf-text.ts'

export type TnefFile = { name: string; mediaType: string; contentId: string | null; content: Buffer }

/** What Outlook packed into a `winmail.dat` (MS-OXTNEF). */
export type Tnef = { text: string | null; html: string | null; files: TnefFile[] }

type Properties = Map<number, Buffer>

const most = { files: 200, properties: 5_000, values: 1_000, rtfBytes: 2_000_000 }
const attribute = {
  body: 0x800c,
  properties: 0x9003,
  start: 0x9002,
  title: 0x8010,
  data: 0x800f,
  attached: 0x9005,
  codepage: 0x9007,
}
const property = {
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  data: 0x3701,
  longName: 0x3707,
  name: 0x3704,
  shownName: 0x3001,
  mime: 0x370e,
  id: 0x3712,
}

/** @returns undefined where the bytes are no TNEF; what is cut off or garbled ends the reading, not more */
export function readTnef(data: Buffer): Tnef | undefined {
  if (data.length < 6 || data.readUInt32LE(0) !== 0x223e9f78) return undefined
  const message: Properties = new Map()
  const files: Properties[] = []
  let charset = 'windows-1252'
  let body: Buffer | undefined
  for (const { id, value } of attributesOf(data)) {
    const file = files.at(-1)
    if (id === attribute.codepage && value.length >= 4) charset = `windows-${value.readUInt32LE(0)}`
    else if (id === attribute.body) body = value
    else if (id === attribute.properties) addProperties(value, message)
    else if (id === attribute.start && files.length < most.files) files.push(new Map())
    else if (file === undefined) continue
    else if (id === attribute.title) file.set(property.name, withKind(0x1e, value))
    else if (id === attribute.data) file.set(property.data, withKind(0x102, value))
    else if (id === attribute.attached) addProperties(value, file)
  }
  const said = textOf(message.get(property.body), charset) ?? (body && endedByNul(decodeText(body, charset)))
  return {
    text: said ?? richText(message.get(property.rtf)),
    html: textOf(message.get(property.html), charset) ?? null,
    files: files.flatMap((file) => fileOf(file, charset)),
  }
}

function* attributesOf(data: Buffer): Generator<{ id: number; value: Buffer }> {
  for (let at = 6; at + 11 <= data.length;) {
    const level = data[at]
    const id = data.readUInt16LE(at + 1)
    const length = data.readUInt32LE(at + 5)
    if ((level !== 1 && level !== 2) || length > data.length - at - 9) return
    yield { id, value: data.subarray(at + 9, at + 9 + length) }
    at += length + 11
  }
}

/** A property's value with its type before it, as two bytes. */
function withKind(kind: number, value: Buffer): Buffer {
  return Buffer.concat([Buffer.of(kind & 0xff, kind >> 8), value])
}

const fixed: Readonly<Record<number, number>> = {
  2: 4,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 4,
  20: 8,
  64: 8,
  72: 16,
}

/** Reads MAPI properties one by one; the first of several values counts. Throws nothing: it stops. */
function addProperties(data: Buffer, into: Properties): void {
  if (data.length < 4) return
  let at = 4
  const has = (bytes: number) => bytes >= 0 && at + bytes <= data.length
  const count = Math.min(data.readUInt32LE(0), most.properties)
  for (let i = 0; i < count && has(4); i++) {
    const kind = data.readUInt16LE(at)
    const id = data.readUInt16LE(at + 2)
    at += 4
    if (id >= 0x8000) {
      if (!has(24)) return
      const named = data.readUInt32LE(at + 16) === 1
      const extra = data.readUInt32LE(at + 20)
      at += 24
      if (named) at += extra + padding(extra)
    }
    const size = fixed[kind & 0xfff]
    const many = (kind & 0x1000) !== 0 || size === undefined
    let values = 1
    if (many) {
      if (!has(4)) return
      values = data.readUInt32LE(at)
      at += 4
    }
    if (values > most.values) return
    for (let value = 0; value < values; value++) {
      let length = size
      if (length === undefined) {
        if (!has(4)) return
        length = data.readUInt32LE(at)
        at += 4
      }
      if (!has(length)) return
      if (value === 0) into.set(id, withKind(kind & 0xfff, data.subarray(at, at + length)))
      at += length + padding(length)
    }
  }
}

function padding(length: number): number {
  return (4 - (length % 4)) % 4
}

function textOf(value: Buffer | undefined, charset: string): string | undefined {
  if (value === undefined) return undefined
  const isUnicode = value.readUInt16LE(0) === 0x1f
  return endedByNul(decodeText(value.subarray(2), isUnicode ? 'utf-16le' : charset))
}

function endedByNul(text: string): string {
  return text.replace(/\0[^]*$/, '')
}

function richText(value: Buffer | undefined): string | null {
  const rtf = value === undefined ? undefined : unpackRtf(value.subarray(2), most.rtfBytes)
  return rtf === undefined ? null : rtfText(rtf.toString('latin1'))
}

function fileOf(file: Properties, charset: string): TnefFile[] {
  const data = file.get(property.data)
  if (data === undefined) return []
  const words = (id: number) => textOf(file.get(id), charset)?.trim() || undefined
  const isObject = data.readUInt16LE(0) === 0x0d
  // An embedded object begins with the sixteen bytes that say which interface it has.
  const content = Buffer.from(isObject ? data.subarray(18) : data.subarray(2))
  const name = words(property.longName) ?? words(property.name) ?? words(property.shownName) ?? ''
  const mediaType = plainMediaType(words(property.mime) ?? '')
  return [{ name, mediaType, contentId: words(property.id) ?? null, content }]
}
